package dev.switchboard.webhook;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Bounds of deliveries.
 *
 * @param bodyLimit largest body, above which the answer is 413; WhatsApp sends up to 3 MB
 * @param largeBody above this size a delivery is on disk before it is worked on, a few at
 * a time, because it takes many times its size in memory
 * @param bufferLimit memory for the bodies of all requests together, not counting the
 * first 16 KB of each, above which the answer is 503; at most a 64th of the heap
 * @param bodyTimeout how long a body may take to arrive, above which the answer is 408
 * @param patience how long a sender waits for the graph before the delivery is spooled
 * and answered
 * @param deliverTo the route that a delivery is given to: {@code events/process} writes
 * it into the graph, {@code kafka/enqueue} (profile kafka) into Kafka
 */
@ConfigurationProperties("switchboard.webhook")
record WebhookProperties(@DefaultValue("4MB") DataSize bodyLimit, @DefaultValue("256KB") DataSize largeBody,
		@DefaultValue("64MB") DataSize bufferLimit, @DefaultValue("20s") Duration bodyTimeout,
		@DefaultValue("400ms") Duration patience, @DefaultValue("events/process") String deliverTo) {
}
