package dev.switchboard.event;

import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EventProperties.class)
class EventConfiguration {

	private static final int DEEPEST = 100;

	@Bean
	Clock clock() {
		return Clock.systemUTC();
	}

	/**
	 * Reads deliveries, strictly, because two readers of one sloppy document can read two
	 * things, and only so deep that everything behind it, which calls itself for each
	 * level, can follow. What platforms send has some ten levels.
	 */
	@Bean(defaultCandidate = false)
	ObjectMapper deliveryReader() {
		JsonFactory json = JsonFactory.builder()
			.streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
			.build();
		return new ObjectMapper(json).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
			.enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);
	}

	/**
	 * The groups of one delivery wait for their commits at the same time. No default
	 * candidate, or Spring Boot would make no executor for the requests.
	 */
	@Bean(defaultCandidate = false, destroyMethod = "shutdown")
	ExecutorService groupExecutor() {
		return Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("group-", 0).factory());
	}

}
