package dev.switchboard.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.DefaultKafkaManualCommit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Records that are stored together, of one consumer and any of its partitions.
 *
 * <p>
 * Camel hands over a batch when it has polled the next one. After a batch was given back,
 * that next one comes all the same, although it will be polled once more behind the
 * other: its offsets are not below the consumer's position. Such records are left out,
 * for a commit of theirs would cover those that were given back. The same goes for
 * records of a partition that now belongs to somebody else.
 */
final class Batch {

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final Consumer<?, ?> consumer;

	private final List<Message> records = new ArrayList<>();

	private final Map<TopicPartition, Long> first = new HashMap<>();

	private final Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();

	private final Queue<FailedRecord> failed = new ConcurrentLinkedQueue<>();

	private final AtomicInteger stored = new AtomicInteger();

	Batch(List<Exchange> polled) {
		this.consumer = polled.getFirst()
			.getMessage()
			.getHeader(KafkaConstants.MANUAL_COMMIT, DefaultKafkaManualCommit.class)
			.getCamelExchangePayload().consumer;
		Map<TopicPartition, OptionalLong> positions = new HashMap<>();
		for (Exchange exchange : polled) {
			Message message = exchange.getMessage();
			TopicPartition partition = new TopicPartition(message.getHeader(KafkaConstants.TOPIC, String.class),
					message.getHeader(KafkaConstants.PARTITION, Integer.class));
			long offset = message.getHeader(KafkaConstants.OFFSET, Long.class);
			OptionalLong position = positions.computeIfAbsent(partition, this::position);
			if (position.isPresent() && offset < position.getAsLong()) {
				this.records.add(message);
				this.first.putIfAbsent(partition, offset);
				this.next.put(partition, new OffsetAndMetadata(offset + 1));
			}
		}
	}

	private OptionalLong position(TopicPartition partition) {
		if (!this.consumer.assignment().contains(partition)) {
			return OptionalLong.empty();
		}
		try {
			return OptionalLong.of(this.consumer.position(partition, PATIENCE));
		}
		catch (KafkaException ex) {
			return OptionalLong.empty();
		}
	}

	/** A record is stored, or held. */
	void stored() {
		this.stored.incrementAndGet();
	}

	/** A record is neither. */
	void failed(FailedRecord record) {
		this.failed.add(record);
	}

	boolean isAnyStored() {
		return this.stored.get() > 0;
	}

	List<FailedRecord> failures() {
		return List.copyOf(this.failed);
	}

	/** Where it begins: another batch that begins there has the same records first. */
	Map<TopicPartition, Long> beginning() {
		return Map.copyOf(this.first);
	}

	/** The records to store. */
	List<Message> records() {
		return this.records;
	}

	/** Tells Kafka that the records need not come again. */
	void commit(Commits commits) {
		commits.commit(this.consumer, this.next);
	}

	/** Lets the records come again, once the consumer is resumed. */
	void giveBack() {
		this.first.keySet().retainAll(this.consumer.assignment());
		this.first.forEach(this.consumer::seek);
		this.consumer.pause(this.consumer.assignment());
	}

}
