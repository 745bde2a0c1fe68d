package dev.switchboard.cypher;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.service.ServiceHelper;

/**
 * Writes the rows of the body, a list of maps, and goes on when they are committed. The
 * body stays as it is, unless an endpoint for rejected rows changes it.
 * <p>
 * Those endpoints are called asynchronously, as Camel calls the next step. A thread that
 * waits inside a route for another route executes only the current one of its queues, not
 * those that Camel has set aside
 * ({@code org.apache.camel.impl.engine.DefaultReactiveExecutor}), and could wait for
 * ever.
 */
class CypherWriteProducer extends DefaultAsyncProducer {

	private final CypherEndpoint endpoint;

	private final AsyncProducer beforeRetry;

	private final AsyncProducer onRejected;

	CypherWriteProducer(CypherEndpoint endpoint) throws Exception {
		super(endpoint);
		this.endpoint = endpoint;
		this.beforeRetry = producer(endpoint.beforeRetry());
		this.onRejected = producer(endpoint.onRejected());
	}

	private AsyncProducer producer(String uri) throws Exception {
		return (uri != null) ? this.endpoint.getCamelContext().getEndpoint(uri).createAsyncProducer() : null;
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
	public boolean process(Exchange exchange, AsyncCallback callback) {
		RowsRejectedException rejection = write(exchange);
		if (rejection == null) {
			callback.done(true);
			return true;
		}
		handle(exchange, rejection).whenComplete((done, failure) -> {
			if (failure != null) {
				exchange.setException(failure);
			}
			callback.done(false);
		});
		return false;
	}

	private CompletableFuture<Exchange> handle(Exchange exchange, RowsRejectedException rejection) {
		if (this.beforeRetry == null) {
			return reject(exchange, rejection);
		}
		exchange.setProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, rejection);
		return this.beforeRetry.processAsync(exchange).thenCompose((prepared) -> {
			RowsRejectedException again = (exchange.getException() == null) ? write(exchange) : null;
			return (again != null) ? reject(exchange, again) : CompletableFuture.completedFuture(exchange);
		});
	}

	private CompletableFuture<Exchange> reject(Exchange exchange, RowsRejectedException rejection) {
		if (this.onRejected == null) {
			exchange.setException(rejection);
			return CompletableFuture.completedFuture(exchange);
		}
		exchange.setProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, rejection);
		return this.onRejected.processAsync(exchange);
	}

	/**
	 * Writes the rows.
	 * @return null when all are in the graph, and when the exchange has failed
	 */
	@SuppressWarnings("unchecked")
	private RowsRejectedException write(Exchange exchange) {
		try {
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
		catch (Exception ex) {
			exchange.setException(ex);
			return null;
		}
	}

}
