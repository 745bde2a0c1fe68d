package dev.switchboard.kafka;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.camel.CamelContext;
import org.neo4j.driver.Driver;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** The beans that the routes name; without the profile there is none of them. */
@Configuration(proxyBeanMethods = false)
@Profile("kafka")
@EnableConfigurationProperties(KafkaProperties.class)
class KafkaConfiguration {

	@Bean
	GraphWatch graphWatch(Driver driver, MeterRegistry meters) {
		GraphWatch watch = new GraphWatch(driver::verifyConnectivity);
		Gauge.builder("switchboard.kafka.waiting", watch, (it) -> it.test(null) ? 0 : 1)
			.description("Whether the consumers wait for the graph")
			.register(meters);
		return watch;
	}

	@Bean
	Commits commits() {
		return new Commits();
	}

	@Bean
	WaitingConsumers waitingConsumers(GraphWatch graph, Commits commits) {
		return new WaitingConsumers(graph, commits);
	}

	@Bean
	Batches batches(GraphWatch graph, Commits commits) {
		return new Batches(graph, commits);
	}

	@Bean
	Records records() {
		return new Records();
	}

	@Bean
	ConsumersStop consumersStop(CamelContext camel) {
		return new ConsumersStop(camel);
	}

	@Bean
	Topics topics(KafkaProperties properties) {
		return new Topics(properties);
	}

}
