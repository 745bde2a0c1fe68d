package dev.switchboard.cypher;

import java.util.Map;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.neo4j.driver.Driver;

/**
 * Makes the endpoints of {@code cypher:<statement>}: the file {@code <statement>.cypher}
 * of the statements' folder, run with parameters.
 * <p>
 * Written after Camel's {@code sql:} component, because the operations of camel-neo4j
 * 4.17 that take Cypher of one's own pass no parameters
 * ({@code org.apache.camel.component.neo4j.Neo4jProducer}).
 */
final class CypherComponent extends DefaultComponent {

	private final Driver driver;

	private final MeterRegistry meters;

	private final CypherProperties defaults;

	CypherComponent(Driver driver, MeterRegistry meters, CypherProperties defaults) {
		this.driver = driver;
		this.meters = meters;
		this.defaults = defaults;
	}

	@Override
	protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
		CypherEndpoint endpoint = new CypherEndpoint(uri, this, remaining);
		endpoint.setMaxRows(this.defaults.maxRows());
		endpoint.setLanes(this.defaults.lanes());
		endpoint.setQueueSize(this.defaults.queueSize());
		endpoint.setOfferTimeout(this.defaults.offerTimeout().toMillis());
		setProperties(endpoint, parameters);
		return endpoint;
	}

	Driver driver() {
		return this.driver;
	}

	MeterRegistry meters() {
		return this.meters;
	}

	CypherProperties defaults() {
		return this.defaults;
	}

}
