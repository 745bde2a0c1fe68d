package dev.switchboard.webhook;

import java.time.Clock;
import java.time.Instant;

import dev.switchboard.cypher.Deadline;

import org.springframework.stereotype.Component;

/** Steps that note when a delivery came and until when its sender is kept waiting. */
@Component("arrival")
class Arrival {

	private final Clock clock;

	private final WebhookProperties properties;

	Arrival(Clock clock, WebhookProperties properties) {
		this.clock = clock;
		this.properties = properties;
	}

	/** Now, as the time of receipt. */
	Instant time() {
		return this.clock.instant();
	}

	/** Until when to wait for the graph. */
	Deadline deadline() {
		return Deadline.in(this.properties.patience());
	}

}
