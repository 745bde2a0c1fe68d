package dev.switchboard.kafka;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Deliveries in Kafka. The brokers and how to log in there are options of Camel's
 * component, {@code camel.component.kafka.*}. Defaults are those of
 * {@code application-kafka.yaml}, where the routes read them too.
 *
 * @param topic where deliveries are kept until they are in the graph
 * @param partitions how many the topic gets when it is made; no more consumers than that
 * have something to do
 * @param replicationFactor how many brokers keep each record when the topic is made; -1
 * is what the brokers are set to
 * @param group what the consumers of all copies share the partitions in
 * @param consumers consumers of this copy
 * @param batchSize most records that are stored together
 */
@ConfigurationProperties("switchboard.kafka")
record KafkaProperties(@DefaultValue("switchboard.deliveries") String topic, @DefaultValue("12") int partitions,
		@DefaultValue("-1") short replicationFactor, @DefaultValue("switchboard") String group,
		@DefaultValue("1") int consumers, @DefaultValue("200") int batchSize) {
}
