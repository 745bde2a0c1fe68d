package dev.switchboard.ops;

import org.neo4j.driver.Driver;
import org.neo4j.driver.exceptions.Neo4jException;

import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.stereotype.Component;

/**
 * Degraded while the database does not answer. Not down, as Spring Boot's own indicator
 * would have it: deliveries are taken without it.
 */
@Component
class GraphHealthIndicator extends AbstractHealthIndicator {

	private final Driver driver;

	GraphHealthIndicator(Driver driver) {
		super("The graph cannot be looked at");
		this.driver = driver;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		try {
			this.driver.verifyConnectivity();
			builder.up();
		}
		catch (Neo4jException ex) {
			builder.status("DEGRADED").withDetail("error", ex.getClass().getSimpleName());
		}
	}

}
