package dev.switchboard.held;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HeldProperties.class)
class HeldConfiguration {

	/** Few threads, so that a replay leaves most of each transaction to live traffic. */
	@Bean(defaultCandidate = false, destroyMethod = "shutdown")
	ExecutorService replayExecutor(HeldProperties properties) {
		return Executors.newFixedThreadPool(properties.replayConcurrency(),
				Thread.ofVirtual().name("replay-", 0).factory());
	}

}
