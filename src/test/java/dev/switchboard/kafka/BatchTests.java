package dev.switchboard.kafka;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.DefaultKafkaManualSyncCommit;
import org.apache.camel.component.kafka.consumer.KafkaManualCommitFactory;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BatchTests {

	private static final TopicPartition ONE = new TopicPartition("deliveries", 1);

	private static final TopicPartition TWO = new TopicPartition("deliveries", 2);

	private final CamelContext camel = new DefaultCamelContext();

	private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>(OffsetResetStrategy.EARLIEST);

	@BeforeEach
	void polledUpToTen() {
		this.consumer.assign(List.of(ONE, TWO));
		this.consumer.seek(ONE, 10);
		this.consumer.seek(TWO, 10);
	}

	@Test
	void commitsWhatIsBehindTheLastRecordOfEachPartition() {
		Batch batch = batch(record(ONE, 4), record(TWO, 7), record(ONE, 5));

		batch.commit(new Commits());

		assertThat(offsets(batch)).containsExactly(4L, 7L, 5L);
		assertThat(this.consumer.committed(Set.of(ONE, TWO)))
			.isEqualTo(Map.of(ONE, new OffsetAndMetadata(6), TWO, new OffsetAndMetadata(8)));
	}

	@Test
	void whatIsGivenBackComesAgainWhenTheConsumerIsResumed() {
		batch(record(ONE, 4), record(TWO, 7), record(ONE, 5)).giveBack();

		assertThat(this.consumer.position(ONE)).isEqualTo(4);
		assertThat(this.consumer.position(TWO)).isEqualTo(7);
		assertThat(this.consumer.paused()).containsExactlyInAnyOrder(ONE, TWO);
		assertThat(this.consumer.committed(Set.of(ONE, TWO))).isEmpty();
	}

	@Test
	void recordsThatWaitedBehindABatchWhichWasGivenBackAreLeftOut() {
		batch(record(ONE, 4), record(ONE, 5)).giveBack();

		Batch behind = batch(record(ONE, 6), record(TWO, 7));
		behind.commit(new Commits());

		assertThat(offsets(behind)).containsExactly(7L);
		assertThat(this.consumer.committed(Set.of(ONE)).get(ONE)).isNull();
	}

	@Test
	void recordsOfAPartitionThatSomebodyElseHasNowAreLeftOut() {
		this.consumer.assign(List.of(TWO));
		this.consumer.seek(TWO, 10);

		assertThat(offsets(batch(record(ONE, 4), record(TWO, 7)))).containsExactly(7L);
	}

	@Test
	void aPartitionThatWentAwayMeanwhileIsNotGivenBack() {
		Batch batch = batch(record(ONE, 4), record(TWO, 7));
		this.consumer.assign(List.of(TWO));
		this.consumer.seek(TWO, 10);

		batch.giveBack();

		assertThat(this.consumer.position(TWO)).isEqualTo(7);
	}

	private Batch batch(Exchange... records) {
		return new Batch(List.of(records));
	}

	private Exchange record(TopicPartition partition, long offset) {
		Exchange exchange = new DefaultExchange(this.camel);
		Message message = exchange.getMessage();
		message.setHeader(KafkaConstants.TOPIC, partition.topic());
		message.setHeader(KafkaConstants.PARTITION, partition.partition());
		message.setHeader(KafkaConstants.OFFSET, offset);
		message.setHeader(KafkaConstants.MANUAL_COMMIT,
				new DefaultKafkaManualSyncCommit(
						new KafkaManualCommitFactory.CamelExchangePayload(exchange, this.consumer, "a thread", null),
						new KafkaManualCommitFactory.KafkaRecordPayload(partition, offset, 0), null));
		return exchange;
	}

	private static Stream<Long> offsets(Batch batch) {
		return batch.records().stream().map((record) -> record.getHeader(KafkaConstants.OFFSET, Long.class));
	}

}
