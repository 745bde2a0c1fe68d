package dev.switchboard.event;

import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EventProperties.class)
class EventConfiguration {

	@Bean
	Clock clock() {
		return Clock.systemUTC();
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
