package dev.switchboard.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;

import org.apache.camel.CamelContext;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.component.kafka.KafkaConfiguration;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the topics that are missing and leaves those alone that exist. Kafka may be away
 * when Switchboard starts, so it goes on trying in a thread of its own.
 */
final class Topics implements CamelContextConfiguration, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Topics.class);

	private static final Duration INTERVAL = Duration.ofSeconds(2);

	/** Deliveries may have 4 MB, and Kafka's own limit is 1 MB. */
	private static final int LARGEST_RECORD = 5 * 1024 * 1024;

	private final KafkaProperties properties;

	private Thread thread;

	Topics(KafkaProperties properties) {
		this.properties = properties;
	}

	@Override
	public void beforeApplicationStart(CamelContext camel) {
		Properties settings = settings(camel.getComponent("kafka", KafkaComponent.class).getConfiguration());
		this.thread = Thread.ofVirtual().name("kafka-topics").start(() -> makeSure(settings));
	}

	@Override
	public void afterApplicationStart(CamelContext camel) {
	}

	@Override
	public void close() {
		if (this.thread != null) {
			this.thread.interrupt();
		}
	}

	private void makeSure(Properties settings) {
		try {
			while (!exists(settings)) {
				Thread.sleep(INTERVAL);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private boolean exists(Properties settings) throws InterruptedException {
		try (Admin admin = Admin.create(settings)) {
			for (String name : names()) {
				if (!isThere(admin, name)) {
					create(admin, name);
				}
			}
			return true;
		}
		catch (ExecutionException ex) {
			return hopeless((ex.getCause() instanceof ApiException api) ? api : new KafkaException(ex.getCause()));
		}
		catch (KafkaException ex) {
			logger.warn("Kafka is not there yet: {}", ex.getMessage());
			return false;
		}
	}

	/** The second takes what the graph neither stores nor holds. */
	private List<String> names() {
		return List.of(this.properties.topic(), this.properties.topic() + ".set-aside");
	}

	private static boolean isThere(Admin admin, String name) throws InterruptedException, ExecutionException {
		try {
			admin.describeTopics(List.of(name)).allTopicNames().get();
			return true;
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof UnknownTopicOrPartitionException) {
				return false;
			}
			throw ex;
		}
	}

	private void create(Admin admin, String name) throws InterruptedException, ExecutionException {
		NewTopic topic = new NewTopic(name, this.properties.partitions(), this.properties.replicationFactor())
			.configs(Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(LARGEST_RECORD)));
		try {
			admin.createTopics(List.of(topic)).all().get();
			logger.info("made the topic {} with {} partitions", topic.name(), topic.numPartitions());
		}
		catch (ExecutionException ex) {
			if (!(ex.getCause() instanceof TopicExistsException)) {
				throw ex;
			}
		}
	}

	// Asking again does not help against a missing permission or a wrong setting.
	private boolean hopeless(KafkaException why) {
		if (why instanceof RetriableException) {
			logger.warn("Kafka is not there yet: {}", why.getMessage());
			return false;
		}
		logger.error("""
				The topics {} cannot be looked up or made: {} Make them yourself, with max.message.bytes={}, or set \
				switchboard.kafka.topic, .partitions and .replication-factor to what the brokers allow. Until then \
				deliveries go to the spool.""", names(), why.getMessage(), LARGEST_RECORD);
		return true;
	}

	/** The brokers and the login of the routes. */
	private static Properties settings(KafkaConfiguration kafka) {
		Properties settings = kafka.createProducerProperties();
		settings.keySet().retainAll(AdminClientConfig.configNames());
		settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.getBrokers());
		settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5000);
		settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5000);
		return settings;
	}

}
