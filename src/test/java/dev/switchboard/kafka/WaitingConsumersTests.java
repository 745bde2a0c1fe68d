package dev.switchboard.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class WaitingConsumersTests {

	private static final TopicPartition OLD = new TopicPartition("deliveries", 1);

	private static final TopicPartition NEW = new TopicPartition("deliveries", 2);

	private final AtomicBoolean away = new AtomicBoolean();

	private final GraphWatch graph = new GraphWatch(() -> {
		if (this.away.get()) {
			throw new IllegalStateException("away");
		}
	});

	private final Commits commits = new Commits();

	private final WaitingConsumers listener = new WaitingConsumers(this.graph, this.commits);

	private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>(OffsetResetStrategy.EARLIEST);

	@AfterEach
	void close() {
		this.graph.close();
	}

	@Test
	void aConsumerWaitsWithAllItsPartitionsUntilTheGraphAnswers() {
		this.consumer.assign(List.of(OLD));
		this.away.set(true);
		this.graph.away();

		assertThat(this.listener.afterConsume(this.consumer)).isTrue();
		assertThat(this.consumer.paused()).containsExactly(OLD);

		this.consumer.assign(List.of(OLD, NEW));
		assertThat(this.listener.afterConsume(this.consumer)).isTrue();
		assertThat(this.consumer.paused()).containsExactlyInAnyOrder(OLD, NEW);

		this.away.set(false);
		await().atMost(Duration.ofSeconds(10)).until(() -> this.graph.test(null));
		assertThat(this.listener.afterConsume(this.consumer)).isTrue();
		assertThat(this.consumer.paused()).isEmpty();
	}

	@Test
	void whatKafkaDidNotTakeIsCommittedAfterALaterPollUnlessThePartitionWentAway() {
		AtomicBoolean rebalancing = new AtomicBoolean(true);
		MockConsumer<byte[], byte[]> consumer = new MockConsumer<>(OffsetResetStrategy.EARLIEST) {
			@Override
			public synchronized void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
				if (rebalancing.get()) {
					throw new RebalanceInProgressException();
				}
				super.commitSync(offsets, timeout);
			}
		};
		consumer.assign(List.of(OLD, NEW));
		assertThatExceptionOfType(RebalanceInProgressException.class).isThrownBy(() -> this.commits.commit(consumer,
				Map.of(OLD, new OffsetAndMetadata(4), NEW, new OffsetAndMetadata(7))));

		this.listener.afterConsume(consumer);
		assertThat(consumer.committed(Set.of(OLD, NEW))).isEmpty();

		rebalancing.set(false);
		consumer.assign(List.of(OLD));
		this.listener.afterConsume(consumer);
		assertThat(consumer.committed(Set.of(OLD, NEW))).isEqualTo(Map.of(OLD, new OffsetAndMetadata(4)));

		consumer.commitSync(Map.of(OLD, new OffsetAndMetadata(9)), Duration.ZERO);
		this.listener.afterConsume(consumer);
		assertThat(consumer.committed(Set.of(OLD))).isEqualTo(Map.of(OLD, new OffsetAndMetadata(9)));
	}

	@Test
	void nobodyWaitsForAGraphThatIsThere() {
		this.consumer.assign(List.of(OLD));

		assertThat(this.listener.afterConsume(this.consumer)).isTrue();

		assertThat(this.consumer.paused()).isEmpty();
	}

}
