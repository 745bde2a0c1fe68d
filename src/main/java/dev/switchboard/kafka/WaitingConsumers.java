package dev.switchboard.kafka;

import org.apache.camel.component.kafka.consumer.errorhandler.KafkaConsumerListener;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * Pauses the consumers while the graph is away. A paused consumer goes on polling and
 * keeps its partitions, but gets no records. Camel asks after every poll, in the thread
 * of that consumer, so commits that Kafka did not take are tried again here too.
 */
final class WaitingConsumers extends KafkaConsumerListener {

	private final GraphWatch graph;

	private final Commits commits;

	WaitingConsumers(GraphWatch graph, Commits commits) {
		this.graph = graph;
		this.commits = commits;
	}

	/**
	 * Always goes on: what a poll had returned before it was paused would be lost
	 * otherwise.
	 */
	@Override
	public boolean afterConsume(Object polled) {
		Consumer<?, ?> consumer = (Consumer<?, ?>) polled;
		this.commits.retry(consumer);
		if (!this.graph.test(null)) {
			// Again at each poll, since partitions that are new here are not paused.
			consumer.pause(consumer.assignment());
		}
		else if (!consumer.paused().isEmpty()) {
			consumer.resume(consumer.paused());
		}
		return true;
	}

}
