package dev.switchboard.webhook;

import java.time.Clock;
import java.time.Instant;

import dev.switchboard.cypher.Deadline;
import org.apache.camel.Variable;

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

	/** Whether a delivery is too large to be worked on in the request. */
	boolean isLarge(@Variable("delivery") byte[] delivery) {
		return delivery.length > this.properties.largeBody().toBytes();
	}

	/** Until when to wait for the graph. */
	Deadline deadline() {
		return Deadline.in(this.properties.patience());
	}

}
