package dev.switchboard.graph;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;
import org.neo4j.driver.TransactionConfig;
import org.neo4j.driver.exceptions.ClientException;

/**
 * Compares the constraints that the migrations add up to with those that the database
 * has. Without one of them a MERGE makes duplicates under load, so the application must
 * not start.
 */
class ConstraintCheck {

	private final Driver driver;

	private final Duration indexTimeout;

	/**
	 * Prepares a check.
	 * @param driver the way to the database
	 * @param indexTimeout how long to wait for indexes that are being populated
	 */
	ConstraintCheck(Driver driver, Duration indexTimeout) {
		this.driver = driver;
		this.indexTimeout = indexTimeout;
	}

	/**
	 * Checks that each constraint stands and that every index is in use.
	 * @param expected the constraints that must stand
	 * @throws GraphStartException when one is missing, naming each, or when an index is
	 * not online
	 */
	void verify(Collection<ExpectedConstraint> expected) {
		Set<Key> present = present();
		List<ExpectedConstraint> missing = expected.stream()
			.filter((constraint) -> !present.contains(new Key(constraint.label(), constraint.properties())))
			.toList();
		if (!missing.isEmpty()) {
			throw refusal(missing);
		}
		awaitIndexes();
	}

	/** Compared by what they say, not by name: an equal constraint may have another. */
	private Set<Key> present() {
		return this.driver.executableQuery(Statement.read("show-constraints"))
			.execute()
			.records()
			.stream()
			.filter(ConstraintCheck::makesUnique)
			.map((row) -> new Key(row.get("labelsOrTypes").get(0).asString(),
					row.get("properties").asList((property) -> property.asString())))
			.collect(Collectors.toCollection(HashSet::new));
	}

	/** A node key, which only Enterprise has, makes unique too. */
	private static boolean makesUnique(Record row) {
		String type = row.get("type").asString();
		return "NODE".equals(row.get("entityType").asString())
				&& (type.endsWith("UNIQUENESS") || type.endsWith("NODE_KEY"));
	}

	private static GraphStartException refusal(List<ExpectedConstraint> missing) {
		String names = missing.stream()
			.map((constraint) -> "%s (:%s {%s}), created by %s".formatted(constraint.name(), constraint.label(),
					String.join(", ", constraint.properties()), constraint.file()))
			.collect(Collectors.joining("\n  ", "\n  ", ""));
		String statements = missing.stream()
			.map(ExpectedConstraint::statement)
			.collect(Collectors.joining(";\n  ", "\n  ", ";"));
		return new GraphStartException(
				"The database has lost %d of the constraints that keep it free of duplicates:%s"
					.formatted(missing.size(), names),
				"Run in Neo4j Browser or cypher-shell, after merging any duplicates that it reports:" + statements);
	}

	private void awaitIndexes() {
		try (var session = this.driver.session()) {
			session
				.run(Statement.read("await-indexes"), Map.of("seconds", this.indexTimeout.toSeconds()),
						TransactionConfig.builder().withTimeout(this.indexTimeout.plusSeconds(5)).build())
				.consume();
		}
		catch (ClientException ex) {
			throw indexRefusal(ex);
		}
	}

	private GraphStartException indexRefusal(ClientException cause) {
		String states = this.driver.executableQuery(Statement.read("show-unavailable-indexes"))
			.execute()
			.records()
			.stream()
			.map((row) -> "%s is %s (%.0f %%)".formatted(row.get("name").asString(), row.get("state").asString(),
					row.get("populationPercent").asDouble()))
			.collect(Collectors.joining(", "));
		return new GraphStartException(
				"Indexes of the database are not online after %d s: %s. Neo4j says: %s"
					.formatted(this.indexTimeout.toSeconds(), states, cause.getMessage()),
				"POPULATING: start again later, or raise switchboard.migrations.index-timeout. FAILED: drop the "
						+ "constraint or index in Neo4j Browser, run its statement from the migrations again and "
						+ "look at the server's debug.log for the reason.",
				cause);
	}

	private record Key(String label, List<String> properties) {
	}

}
