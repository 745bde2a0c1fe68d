package dev.switchboard.cypher;

import java.util.List;
import java.util.Map;

import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import org.neo4j.driver.Values;

/**
 * Runs the statement with the body's map as parameters and puts the records into the
 * body, as a list of {@link GraphRecord}. A caller with a {@link Deadline} waits no
 * longer than that; a read that takes longer goes on until the server ends it.
 */
class CypherReadProducer extends DefaultProducer {

	private final CypherEndpoint endpoint;

	CypherReadProducer(CypherEndpoint endpoint) {
		super(endpoint);
		this.endpoint = endpoint;
	}

	@Override
	public void process(Exchange exchange) throws Exception {
		Map<?, ?> parameters = exchange.getMessage().getMandatoryBody(Map.class);
		exchange.getMessage().setBody(Deadline.within(Deadline.of(exchange), () -> read(parameters)));
	}

	private List<GraphRecord> read(Map<?, ?> parameters) {
		this.endpoint.ensureChecked();
		return this.endpoint.transactions()
			.read(this.endpoint.statement().text(), Values.value(parameters))
			.stream()
			.map((found) -> new GraphRecord(found.asMap()))
			.toList();
	}

}
