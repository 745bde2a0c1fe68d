package dev.switchboard.schema;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import ac.simons.neo4j.migrations.core.JavaBasedMigration;
import ac.simons.neo4j.migrations.core.MigrationContext;
import dev.switchboard.cypher.CypherResource;
import org.neo4j.driver.Session;
import org.neo4j.driver.TransactionConfig;
import org.neo4j.driver.TransactionContext;
import org.neo4j.driver.Value;

/**
 * Completes what was stored before, in parts, because one transaction for all of it would
 * not fit into memory, and in Java, because {@code CALL … IN TRANSACTIONS} is a single
 * transaction to the server's time-out ({@code db.transaction.timeout}, 30 s), however
 * short its parts. What was broken off is done again from the beginning, to the same end.
 */
abstract class MigrationInParts implements JavaBasedMigration {

	/** How many nodes of ordinary size one transaction takes. */
	static final int AT_ONCE = 5_000;

	private final List<Part> parts;

	private final TransactionConfig transaction;

	/**
	 * Prepares one of statements.
	 * @param statements names of statements that take {@code $after} and {@code $limit}
	 * and return {@code last}, null when there is nothing left
	 * @param timeout when the server ends one part
	 */
	MigrationInParts(List<String> statements, Duration timeout) {
		this(timeout,
				statements.stream()
					.map((name) -> CypherResource.read(MigrationInParts.class, name))
					.map(MigrationInParts::running)
					.toList());
	}

	/**
	 * Prepares it.
	 * @param timeout when the server ends one part
	 * @param parts what is done in parts, one after the other
	 */
	MigrationInParts(Duration timeout, List<Part> parts) {
		this.parts = parts;
		this.transaction = TransactionConfig.builder().withTimeout(timeout).build();
	}

	@Override
	public void apply(MigrationContext context) {
		try (Session session = context.getSession()) {
			this.parts.forEach((part) -> complete(session, part));
		}
	}

	private void complete(Session session, Part part) {
		String after = "";
		while (after != null) {
			String previous = after;
			Value last = session.executeWrite((tx) -> part.complete(tx, previous), this.transaction);
			after = last.isNull() ? null : last.asString();
		}
	}

	private static Part running(String statement) {
		return (tx, after) -> tx.run(statement, Map.of("after", after, "limit", AT_ONCE)).single().get("last");
	}

	/** What one transaction does. */
	interface Part {

		/**
		 * Completes the nodes that come next, in the order of their keys.
		 * @param tx the transaction
		 * @param after last key of the transaction before, empty in the first one
		 * @return last key of this one, null when there was nothing left
		 */
		Value complete(TransactionContext tx, String after);

	}

}
