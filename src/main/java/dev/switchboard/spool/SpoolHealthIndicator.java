package dev.switchboard.spool;

import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.stereotype.Component;

/**
 * Degraded while deliveries wait in the spool, or go there: they are taken all the same.
 */
@Component
class SpoolHealthIndicator extends AbstractHealthIndicator {

	private final Spool spool;

	private final IntakeBreaker intake;

	SpoolHealthIndicator(Spool spool, IntakeBreaker intake) {
		super("The spool cannot be looked at");
		this.spool = spool;
		this.intake = intake;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		int depth = this.spool.depth();
		boolean open = this.intake.isOpen();
		builder.status((depth > 0 || open) ? "DEGRADED" : "UP")
			.withDetail("depth", depth)
			.withDetail("oldestSeconds", this.spool.age().toSeconds())
			.withDetail("graph", open ? "away or too slow" : "reachable");
	}

}
