package dev.switchboard.cypher;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;
import org.neo4j.driver.TransactionConfig;
import org.neo4j.driver.TransactionContext;
import org.neo4j.driver.Value;
import org.neo4j.driver.exceptions.ClientException;
import org.neo4j.driver.exceptions.Neo4jException;

import org.springframework.retry.support.RetryTemplate;

/**
 * Runs statements in the driver's managed transactions and sorts what goes wrong into
 * three: the rows' fault, a conflict with another transaction, and a graph that cannot be
 * written to now.
 */
class Transactions {

	private static final int CONFLICT_ATTEMPTS = 20;

	private static final Duration CONFLICT_PAUSE_MIN = Duration.ofMillis(10);

	private static final Duration CONFLICT_PAUSE_MAX = Duration.ofMillis(50);

	/**
	 * A new transaction mends these at once: a deadlock, and a node that another
	 * transaction deleted between our finding and our locking it, as joining contacts
	 * does.
	 */
	private static final Set<String> CONFLICTS = Set.of("Neo.TransientError.Transaction.DeadlockDetected",
			"Neo.ClientError.Statement.EntityNotFound");

	/**
	 * This transaction took too much ({@code db.memory.transaction.max}): its rows'
	 * fault.
	 */
	private static final String TOO_LARGE = "Neo.TransientError.General.TransactionOutOfMemoryError";

	/**
	 * All transactions together took too much
	 * ({@code dbms.memory.transaction.total.max}): a smaller one may still get through,
	 * but that it does not is no fault of its rows.
	 */
	private static final String NO_MEMORY = "Neo.TransientError.General.MemoryPoolOutOfMemoryError";

	/** Somebody holds a lock for long, or the statement took too long: others go on. */
	private static final Set<String> TOO_SLOW = Set.of("Neo.TransientError.Transaction.LockAcquisitionTimeout",
			"Neo.ClientError.Transaction.LockAcquisitionTimeout", "Neo.ClientError.Transaction.TransactionTimedOut",
			"Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration");

	private static final String BAD_STATEMENT = "Neo.ClientError.Statement.";

	/** Of a procedure or function that is not there. */
	private static final String BAD_CALL = "Neo.ClientError.Procedure.";

	private static final String FAILED_STATEMENT = "Neo.DatabaseError.Statement.";

	private static final String BROKEN_CONSTRAINT = "Neo.ClientError.Schema.ConstraintValidationFailed";

	private final Driver driver;

	private final TransactionConfig config;

	private final RetryTemplate onConflict = RetryTemplate.builder()
		.maxAttempts(CONFLICT_ATTEMPTS)
		.uniformRandomBackoff(CONFLICT_PAUSE_MIN, CONFLICT_PAUSE_MAX)
		.retryOn(ConflictException.class)
		.build();

	Transactions(Driver driver, Duration timeout) {
		this.driver = driver;
		this.config = TransactionConfig.builder().withTimeout(timeout).build();
	}

	/**
	 * Writes in one transaction.
	 * @return the records that the statement returned
	 * @throws RowFaultException when the statement refuses what the parameters hold
	 * @throws GraphUnavailableException when the graph cannot be written to now
	 * @throws GraphBusyException when it took too long
	 */
	List<Record> write(String statement, Value parameters, Runnable conflict) {
		try {
			return this.onConflict.execute((attempt) -> {
				if (attempt.getRetryCount() > 0) {
					conflict.run();
				}
				try (Session session = this.driver.session()) {
					return session.executeWrite((tx) -> run(tx, statement, parameters), this.config);
				}
			});
		}
		catch (Neo4jException ex) {
			throw translate(ex);
		}
		catch (ConflictException ex) {
			throw new GraphUnavailableException(ex.getCause());
		}
	}

	/**
	 * Reads in one transaction.
	 * @return the records that the statement returned
	 */
	List<Record> read(String statement, Value parameters) {
		try (Session session = this.driver.session()) {
			return session.executeRead((tx) -> tx.run(statement, parameters).list(), this.config);
		}
		catch (Neo4jException ex) {
			throw NO_MEMORY.equals(ex.code()) ? new GraphBusyException("the database has no memory left for a query")
					: translate(ex);
		}
	}

	/**
	 * Plans a statement without running it.
	 * @param parameters as many as the statement has, of the types that it will be given
	 * @return the names of the columns that it returns
	 * @throws ClientException when it has a mistake
	 * @throws GraphUnavailableException when the server cannot be asked now
	 */
	List<String> explain(String statement, Value parameters) {
		try (Session session = this.driver.session()) {
			return session.run("EXPLAIN " + statement, parameters).keys();
		}
		catch (Neo4jException ex) {
			// A full pool of connections is a ClientException too.
			throw isMistake(ex) ? ex : new GraphUnavailableException(ex);
		}
	}

	// What the driver knows how to retry it waits a second for, at first. A conflict is
	// over as soon as one side has gone, so it is taken out of the driver's hands here.
	private static List<Record> run(TransactionContext tx, String statement, Value parameters) {
		try {
			return tx.run(statement, parameters).list();
		}
		catch (Neo4jException ex) {
			if (CONFLICTS.contains(ex.code())) {
				throw new ConflictException(ex);
			}
			if (isFaultOfRows(ex) || NO_MEMORY.equals(ex.code())) {
				throw fault(ex);
			}
			throw ex;
		}
	}

	private static RuntimeException translate(Neo4jException ex) {
		if (ex.code() != null && TOO_SLOW.contains(ex.code())) {
			return new GraphBusyException("the database ended a transaction that took too long: " + ex.code());
		}
		return (isFaultOfRows(ex) || NO_MEMORY.equals(ex.code())) ? fault(ex) : new GraphUnavailableException(ex);
	}

	private static RowFaultException fault(Neo4jException ex) {
		return new RowFaultException(ex.code(), !NO_MEMORY.equals(ex.code()));
	}

	private static boolean isMistake(Neo4jException ex) {
		return ex.code() != null && (ex.code().startsWith(BAD_STATEMENT) || ex.code().startsWith(BAD_CALL));
	}

	private static boolean isFaultOfRows(Neo4jException ex) {
		String code = ex.code();
		return code != null && (code.startsWith(BAD_STATEMENT) || code.startsWith(FAILED_STATEMENT)
				|| code.equals(BROKEN_CONSTRAINT) || code.equals(TOO_LARGE));
	}

	private static final class ConflictException extends RuntimeException {

		ConflictException(Neo4jException cause) {
			super(cause);
		}

	}

}
