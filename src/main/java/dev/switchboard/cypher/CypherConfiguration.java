package dev.switchboard.cypher;

import io.micrometer.core.instrument.MeterRegistry;
import org.neo4j.driver.Driver;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CypherProperties.class)
class CypherConfiguration {

	/** Camel finds a component by its bean name: this is the scheme {@code cypher:}. */
	@Bean
	CypherComponent cypher(Driver driver, MeterRegistry meters, CypherProperties defaults) {
		return new CypherComponent(driver, meters, defaults);
	}

}
