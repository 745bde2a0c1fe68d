package dev.switchboard.graph;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import ac.simons.neo4j.migrations.core.JavaBasedMigration;
import ac.simons.neo4j.migrations.core.MigrationContext;
import org.neo4j.driver.Session;
import org.neo4j.driver.TransactionConfig;
import org.neo4j.driver.Value;

/**
 * Completes what was stored before, in parts, because one transaction for all of it would
 * not fit into memory, and in Java, because {@code CALL … IN TRANSACTIONS} is a single
 * transaction to the server's time-out ({@code db.transaction.timeout}, 30 s), however
 * short its parts. What was broken off is done again from the beginning, to the same end.
 */
abstract class MigrationInParts implements JavaBasedMigration {

	private static final int AT_ONCE = 5_000;

	private final List<String> statements;

	private final TransactionConfig transaction;

	/**
	 * Prepares it.
	 * @param statements names of statements that take {@code $after} and {@code $limit}
	 * and return {@code last}, null when there is nothing left
	 * @param timeout when the server ends one part
	 */
	MigrationInParts(List<String> statements, Duration timeout) {
		this.statements = statements;
		this.transaction = TransactionConfig.builder().withTimeout(timeout).build();
	}

	@Override
	public void apply(MigrationContext context) {
		try (Session session = context.getSession()) {
			this.statements.stream().map(Statement::read).forEach((statement) -> complete(session, statement));
		}
	}

	private void complete(Session session, String statement) {
		String after = "";
		while (after != null) {
			Map<String, Object> part = Map.of("after", after, "limit", AT_ONCE);
			Value last = session.executeWrite((tx) -> tx.run(statement, part).single().get("last"), this.transaction);
			after = last.isNull() ? null : last.asString();
		}
	}

}
