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
 * Completes what was stored before lists were read from the indexes of V005. In parts,
 * because one transaction for all of it would not fit into memory, and in Java, because
 * {@code CALL … IN TRANSACTIONS} is a single transaction to the server's time-out
 * ({@code db.transaction.timeout}, 30 s), however short its parts. What was broken off is
 * done again from the beginning, to the same end.
 */
final class V006__CompleteWhatListsRead implements JavaBasedMigration {

	private static final List<String> STATEMENTS = List.of("complete-messages", "complete-conversations",
			"complete-contacts");

	private static final int AT_ONCE = 5_000;

	private final TransactionConfig transaction;

	V006__CompleteWhatListsRead(Duration timeout) {
		this.transaction = TransactionConfig.builder().withTimeout(timeout).build();
	}

	@Override
	public void apply(MigrationContext context) {
		try (Session session = context.getSession()) {
			STATEMENTS.stream().map(Statement::read).forEach((statement) -> complete(session, statement));
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
