package dev.switchboard.spool;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;

import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.stereotype.Component;

/**
 * Degraded while deliveries wait in the spool, or go there: they are taken all the same.
 */
@Component
class SpoolHealthIndicator extends AbstractHealthIndicator {

	private final Spool spool;

	private final CircuitBreaker breaker;

	SpoolHealthIndicator(Spool spool, CircuitBreaker intakeBreaker) {
		super("The spool cannot be looked at");
		this.spool = spool;
		this.breaker = intakeBreaker;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		int depth = this.spool.depth();
		boolean open = this.breaker.getState() != CircuitBreaker.State.CLOSED;
		builder.status((depth > 0 || open) ? "DEGRADED" : "UP")
			.withDetail("depth", depth)
			.withDetail("oldestSeconds", this.spool.age().toSeconds())
			.withDetail("graph", open ? "away" : "reachable");
	}

}
