package dev.switchboard.spool;

import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SpoolProperties.class)
class SpoolConfiguration {

	@Bean
	Spool spoolOnDisk(SpoolProperties properties, Clock clock) {
		return new Spool(properties, clock);
	}

	@Bean
	IntakeBreaker intake(Clock clock, MeterRegistry meters) {
		IntakeBreaker intake = new IntakeBreaker(clock);
		Gauge.builder("switchboard.intake.open", intake, (it) -> it.isOpen() ? 1 : 0)
			.description("1 while deliveries go to the spool without a try")
			.register(meters);
		return intake;
	}

	/** Camel finds it by this name. */
	@Bean
	CircuitBreaker intakeBreaker(IntakeBreaker intake) {
		return intake.breaker();
	}

	@Bean(defaultCandidate = false, destroyMethod = "shutdown")
	ExecutorService drainExecutor(SpoolProperties properties) {
		return Executors.newFixedThreadPool(properties.drainConcurrency(),
				Thread.ofVirtual().name("drain-", 0).factory());
	}

}
