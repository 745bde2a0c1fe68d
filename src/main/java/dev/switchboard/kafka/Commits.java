package dev.switchboard.kafka;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells Kafka which records need not come again. While partitions are given out anew
 * Kafka takes no commit
 * ({@link org.apache.kafka.common.errors.RebalanceInProgressException}); what it did not
 * take is told again after the next polls, for the partitions that the consumer still
 * has. Otherwise a partition with nothing new would show records that wait, for as long
 * as nothing new comes. All calls for one consumer are made in its thread.
 */
final class Commits {

	private static final Logger logger = LoggerFactory.getLogger(Commits.class);

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	/** Weak, so that a consumer which was closed with something left is let go. */
	private final Map<Consumer<?, ?>, Map<TopicPartition, OffsetAndMetadata>> notTaken = Collections
		.synchronizedMap(new WeakHashMap<>());

	/**
	 * Commits, in one call for all partitions.
	 * @param consumer whose records they are
	 * @param next the offset behind the last stored record of each partition
	 * @throws KafkaException when Kafka does not take it now
	 */
	void commit(Consumer<?, ?> consumer, Map<TopicPartition, OffsetAndMetadata> next) {
		Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>(this.notTaken.getOrDefault(consumer, Map.of()));
		offsets.putAll(next);
		offsets.keySet().retainAll(consumer.assignment());
		this.notTaken.put(consumer, offsets);
		if (!offsets.isEmpty()) {
			consumer.commitSync(offsets, PATIENCE);
		}
		this.notTaken.remove(consumer);
	}

	/** Tries again what Kafka did not take. */
	void retry(Consumer<?, ?> consumer) {
		if (this.notTaken.containsKey(consumer)) {
			try {
				commit(consumer, Map.of());
			}
			catch (KafkaException ex) {
				logger.debug("offsets of stored records are still not committed", ex);
			}
		}
	}

}
