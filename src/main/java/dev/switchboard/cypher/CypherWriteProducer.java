package dev.switchboard.cypher;

import java.util.List;
import java.util.Map;

import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/**
 * Writes the rows of the body, a list of maps, and goes on when they are committed. The
 * body stays as it is.
 */
class CypherWriteProducer extends DefaultProducer {

	private final CypherEndpoint endpoint;

	CypherWriteProducer(CypherEndpoint endpoint) {
		super(endpoint);
		this.endpoint = endpoint;
	}

	@Override
	@SuppressWarnings("unchecked")
	public void process(Exchange exchange) throws Exception {
		Deadline deadline = Deadline.of(exchange);
		if (!this.endpoint.isChecked()) {
			Deadline.within(deadline, () -> {
				this.endpoint.ensureChecked();
				return null;
			});
		}
		List<Map<String, ?>> rows = exchange.getMessage().getMandatoryBody(List.class);
		List<RejectedRow> rejected = this.endpoint.groupCommit().write(rows, this.endpoint.orderBy(), deadline);
		if (!rejected.isEmpty()) {
			throw new RowsRejectedException(this.endpoint.name(), rows.size(), rejected);
		}
	}

}
