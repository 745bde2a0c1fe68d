package dev.switchboard.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Looks at the topic from outside, and writes to it as a stranger. */
public final class DeliveriesTopic {

	public static final String NAME = "switchboard.deliveries";

	private static final String GROUP = "switchboard";

	public static final int PARTITIONS = 4;

	private final KafkaBroker broker;

	private final String name;

	public DeliveriesTopic(KafkaBroker broker, String name) {
		this.broker = broker;
		this.name = name;
	}

	/** How many records were ever written. */
	long written() {
		return ask((admin) -> admin.listOffsets(latest()).all().get()).values()
			.stream()
			.mapToLong((partition) -> partition.offset())
			.sum();
	}

	/** How many of them the group need not read again. */
	long committed() {
		return ask((admin) -> admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata().get()).values()
			.stream()
			.mapToLong(OffsetAndMetadata::offset)
			.sum();
	}

	/** How many records are not in the graph yet, or in it without Kafka's knowing. */
	public long lag() {
		return written() - committed();
	}

	/** The members of the group, each with how many partitions it has. */
	Map<String, Integer> members() {
		return ask((admin) -> admin.describeConsumerGroups(List.of(GROUP)).all().get()).get(GROUP)
			.members()
			.stream()
			.collect(Collectors.toMap(MemberDescription::consumerId,
					(member) -> member.assignment().topicPartitions().size()));
	}

	Set<String> topics() {
		return ask((admin) -> admin.listTopics().names().get());
	}

	/** Writes one record as it is, where the one before it was written too. */
	void send(byte[] value, Map<String, String> headers) {
		try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
				Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, this.broker.bootstrapServers()),
				new ByteArraySerializer(), new ByteArraySerializer())) {
			List<Header> written = headers.entrySet()
				.stream()
				.<Header>map((header) -> new RecordHeader(header.getKey(), header.getValue().getBytes()))
				.toList();
			producer.send(new ProducerRecord<byte[], byte[]>(this.name, 0, (byte[]) null, value, written)).get();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/** The record that was written last. */
	ConsumerRecord<byte[], byte[]> newest() {
		try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
				Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, this.broker.bootstrapServers()),
				new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
			consumer.assign(partitions());
			consumer.seekToBeginning(partitions());
			long all = written();
			ConsumerRecord<byte[], byte[]> newest = null;
			while (all > 0) {
				for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
					newest = (newest == null || record.timestamp() >= newest.timestamp()) ? record : newest;
					all--;
				}
			}
			return newest;
		}
	}

	private Collection<TopicPartition> partitions() {
		return IntStream.range(0, PARTITIONS).mapToObj((number) -> new TopicPartition(this.name, number)).toList();
	}

	private Map<TopicPartition, OffsetSpec> latest() {
		Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
		partitions().forEach((partition) -> latest.put(partition, OffsetSpec.latest()));
		return latest;
	}

	private <T> T ask(Question<T> question) {
		try (Admin admin = this.broker.admin()) {
			return question.of(admin);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/** What a broker is asked. */
	private interface Question<T> {

		T of(Admin admin) throws ExecutionException, InterruptedException;

	}

}
