package dev.switchboard.cypher;

import java.util.List;
import java.util.Map;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.service.ServiceHelper;

/**
 * Writes the rows of the body, a list of maps, and goes on when they are committed. The
 * body stays as it is, unless an endpoint for rejected rows changes it.
 */
class CypherWriteProducer extends DefaultProducer {

	private final CypherEndpoint endpoint;

	private final Producer beforeRetry;

	private final Producer onRejected;

	CypherWriteProducer(CypherEndpoint endpoint) throws Exception {
		super(endpoint);
		this.endpoint = endpoint;
		this.beforeRetry = producer(endpoint.beforeRetry());
		this.onRejected = producer(endpoint.onRejected());
	}

	private Producer producer(String uri) throws Exception {
		return (uri != null) ? this.endpoint.getCamelContext().getEndpoint(uri).createProducer() : null;
	}

	@Override
	protected void doStart() throws Exception {
		ServiceHelper.startService(this.beforeRetry, this.onRejected);
		super.doStart();
	}

	@Override
	protected void doStop() throws Exception {
		super.doStop();
		ServiceHelper.stopService(this.beforeRetry, this.onRejected);
	}

	@Override
	public void process(Exchange exchange) throws Exception {
		RowsRejectedException rejection = write(exchange);
		if (rejection != null && this.beforeRetry != null) {
			call(this.beforeRetry, exchange, rejection);
			rejection = write(exchange);
		}
		if (rejection != null) {
			if (this.onRejected == null) {
				throw rejection;
			}
			call(this.onRejected, exchange, rejection);
		}
	}

	@SuppressWarnings("unchecked")
	private RowsRejectedException write(Exchange exchange) throws Exception {
		Deadline deadline = Deadline.of(exchange);
		if (!this.endpoint.isChecked()) {
			Deadline.within(deadline, () -> {
				this.endpoint.ensureChecked();
				return null;
			});
		}
		List<Map<String, ?>> rows = exchange.getMessage().getMandatoryBody(List.class);
		List<RejectedRow> rejected = this.endpoint.groupCommit().write(rows, this.endpoint.orderBy(), deadline);
		return rejected.isEmpty() ? null : new RowsRejectedException(this.endpoint.name(), rows.size(), rejected);
	}

	private static void call(Producer route, Exchange exchange, RowsRejectedException why) throws Exception {
		exchange.setProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, why);
		route.process(exchange);
		if (exchange.getException() != null) {
			throw exchange.getException();
		}
	}

}
