package dev.switchboard.cypher;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.StartupListener;
import org.apache.camel.support.DefaultComponent;
import org.neo4j.driver.Driver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the endpoints of {@code cypher:<statement>}: the file {@code <statement>.cypher}
 * of the statements' folder, run with parameters.
 * <p>
 * Written after Camel's {@code sql:} component, because the operations of camel-neo4j
 * 4.17 that take Cypher of one's own pass no parameters
 * ({@code org.apache.camel.component.neo4j.Neo4jProducer}).
 */
final class CypherComponent extends DefaultComponent implements StartupListener {

	private static final Logger logger = LoggerFactory.getLogger(CypherComponent.class);

	private static final int CHECKED_AT_ONCE = 8;

	private final Semaphore checkedAtOnce = new Semaphore(CHECKED_AT_ONCE);

	private final Queue<Future<Void>> checks = new ConcurrentLinkedQueue<>();

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

	@Override
	protected void doInit() throws Exception {
		super.doInit();
		getCamelContext().addStartupListener(this);
	}

	/**
	 * Lets the server plan an endpoint's statement. While the routes are starting, the
	 * server plans several at a time beside that, and {@link #onCamelContextStarted}
	 * waits for it.
	 */
	void check(CypherEndpoint endpoint) {
		if (!getCamelContext().isStarted()) {
			this.checks.add(CompletableFuture.runAsync(() -> checkInTurn(endpoint), Thread::startVirtualThread));
			return;
		}
		try {
			endpoint.ensureChecked();
		}
		catch (GraphUnavailableException ex) {
			logger.debug("cypher:{} is checked when the graph is back", endpoint.name());
		}
	}

	private void checkInTurn(CypherEndpoint endpoint) {
		this.checkedAtOnce.acquireUninterruptibly();
		try {
			endpoint.ensureChecked();
		}
		finally {
			this.checkedAtOnce.release();
		}
	}

	/**
	 * Waits until the server has planned all statements. When it is away they are planned
	 * before they run for the first time.
	 * @throws IllegalArgumentException for the first that has a mistake; names file and
	 * line
	 */
	@Override
	public void onCamelContextStarted(CamelContext context, boolean alreadyStarted) throws Exception {
		try {
			for (Future<Void> check = this.checks.poll(); check != null; check = this.checks.poll()) {
				check.get();
			}
		}
		catch (ExecutionException ex) {
			if (!(ex.getCause() instanceof GraphUnavailableException)) {
				throw (ex.getCause() instanceof RuntimeException mistake) ? mistake : ex;
			}
			logger.debug("statements are checked when the graph is back");
		}
		finally {
			this.checks.clear();
		}
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
