package dev.switchboard.schema;

import java.time.Duration;

import dev.switchboard.localneo4j.GraphStartException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the schema up to date before anything uses the graph. Is the database away, the
 * application starts all the same, takes deliveries into the spool, and this goes on
 * trying.
 */
class SchemaStart implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(SchemaStart.class);

	private static final Duration PAUSE = Duration.ofSeconds(1);

	private static final int ATTEMPTS_PER_LINE = 60;

	private final GraphSchema schema;

	private final SchemaGate gate;

	private Thread attempts;

	SchemaStart(GraphSchema schema, SchemaGate gate) {
		this.schema = schema;
		this.gate = gate;
	}

	/**
	 * Returns when the schema is up to date, or the database is away.
	 * @throws GraphStartException when the database refuses us, a migration fails or a
	 * constraint is missing
	 */
	void begin() {
		try {
			this.schema.bringUpToDate();
			this.gate.open();
		}
		catch (GraphAwayException ex) {
			logger.warn("{} {} Until it answers, deliveries are kept in the spool.", ex.getMessage(), ex.action());
			this.attempts = Thread.ofVirtual().name("schema").start(this::goOn);
		}
	}

	private void goOn() {
		try {
			for (int attempt = 1; !succeeds(attempt); attempt++) {
				Thread.sleep(PAUSE);
			}
			this.gate.open();
			logger.info("the database answers, and its schema is up to date");
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	// What is said here once a minute would have kept the application from starting.
	private boolean succeeds(int attempt) {
		try {
			this.schema.bringUpToDate();
			return true;
		}
		catch (GraphStartException ex) {
			if (attempt % ATTEMPTS_PER_LINE == 0 || !(ex instanceof GraphAwayException) && attempt == 1) {
				logger.error("{} {}", ex.getMessage(), ex.action());
			}
			return false;
		}
	}

	@Override
	public void close() {
		if (this.attempts != null) {
			this.attempts.interrupt();
		}
	}

}
