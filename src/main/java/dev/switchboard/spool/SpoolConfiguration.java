package dev.switchboard.spool;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SpoolProperties.class)
class SpoolConfiguration {

	private static final Logger logger = LoggerFactory.getLogger(SpoolConfiguration.class);

	@Bean
	Spool spoolOnDisk(SpoolProperties properties, Clock clock) {
		return new Spool(properties, clock);
	}

	/**
	 * Open, it sends deliveries straight into the spool, so that they do not wait for a
	 * graph that is away. The drain closes it as soon as a delivery goes through; should
	 * there be nothing to drain, two deliveries try again after ten seconds.
	 */
	@Bean
	CircuitBreaker intakeBreaker(MeterRegistry meters) {
		CircuitBreaker breaker = CircuitBreaker.of("intake",
				CircuitBreakerConfig.custom()
					.slidingWindowSize(20)
					.minimumNumberOfCalls(10)
					.failureRateThreshold(50)
					.waitDurationInOpenState(Duration.ofSeconds(10))
					.permittedNumberOfCallsInHalfOpenState(2)
					.build());
		breaker.getEventPublisher()
			.onStateTransition((event) -> logger.warn("the intake's circuit breaker is {}",
					event.getStateTransition().getToState()));
		Gauge
			.builder("switchboard.intake.open", breaker, (it) -> (it.getState() != CircuitBreaker.State.CLOSED) ? 1 : 0)
			.description("1 while deliveries go to the spool without a try")
			.register(meters);
		return breaker;
	}

	@Bean(defaultCandidate = false, destroyMethod = "shutdown")
	ExecutorService drainExecutor(SpoolProperties properties) {
		return Executors.newFixedThreadPool(properties.drainConcurrency(),
				Thread.ofVirtual().name("drain-", 0).factory());
	}

}
