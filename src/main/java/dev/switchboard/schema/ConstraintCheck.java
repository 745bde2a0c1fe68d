package dev.switchboard.schema;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import ac.simons.neo4j.migrations.core.catalog.Catalog;
import ac.simons.neo4j.migrations.core.catalog.CatalogItem;
import ac.simons.neo4j.migrations.core.catalog.Constraint;
import ac.simons.neo4j.migrations.core.catalog.RenderConfig;
import ac.simons.neo4j.migrations.core.catalog.Renderer;
import dev.switchboard.cypher.CypherResource;
import dev.switchboard.localneo4j.GraphStartException;
import org.neo4j.driver.Driver;
import org.neo4j.driver.TransactionConfig;
import org.neo4j.driver.exceptions.ClientException;

/**
 * Compares the constraints that the migrations list in their catalogs with those that the
 * database has. Without one of them a MERGE makes duplicates under load, so the
 * application must not start.
 *
 * @see <a href=
 * "https://michael-simons.github.io/neo4j-migrations/current/#concepts_catalog">Catalogs
 * of neo4j-migrations</a>
 */
class ConstraintCheck {

	private static final RenderConfig STATEMENT = RenderConfig.create()
		.ifNotExists()
		.forVersionAndEdition("5.26", "COMMUNITY");

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
	 * Checks that each constraint stands, under whatever name, and that every index is in
	 * use.
	 * @param expected the constraints that must stand
	 * @throws GraphStartException when one is missing, naming each, or when an index is
	 * not online
	 */
	void verify(Catalog expected) {
		Catalog present = present();
		List<Constraint> missing = expected.getItems()
			.stream()
			.filter(Constraint.class::isInstance)
			.map(Constraint.class::cast)
			.filter((constraint) -> !present.containsEquivalentItem(constraint))
			.toList();
		if (!missing.isEmpty()) {
			throw refusal(missing);
		}
		awaitIndexes();
	}

	/**
	 * What the database has. {@code Migrations#getDatabaseCatalog} would take the lock of
	 * the migrations, for which instances that start together would wait.
	 */
	private Catalog present() {
		List<CatalogItem<?>> constraints = new ArrayList<>();
		this.driver.executableQuery(CypherResource.read(ConstraintCheck.class, "show-constraints"))
			.execute()
			.records()
			.forEach((found) -> constraints.add(Constraint.parse(found)));
		return Catalog.of(constraints);
	}

	private static GraphStartException refusal(List<Constraint> missing) {
		String names = missing.stream()
			.map((constraint) -> "%s (:%s {%s})".formatted(constraint.getName().getValue(), constraint.getIdentifier(),
					String.join(", ", constraint.getProperties())))
			.collect(Collectors.joining("\n  ", "\n  ", ""));
		String statements = missing.stream()
			.map((constraint) -> Renderer.get(Renderer.Format.CYPHER, Constraint.class).render(constraint, STATEMENT))
			.collect(Collectors.joining(";\n  ", "\n  ", ";"));
		return new GraphStartException(
				"The database has lost %d of the constraints that keep it free of duplicates:%s"
					.formatted(missing.size(), names),
				"Run in Neo4j Browser or cypher-shell, after merging any duplicates that it reports:" + statements);
	}

	private void awaitIndexes() {
		try (var session = this.driver.session()) {
			session
				.run(CypherResource.read(ConstraintCheck.class, "await-indexes"),
						Map.of("seconds", this.indexTimeout.toSeconds()),
						TransactionConfig.builder().withTimeout(this.indexTimeout.plusSeconds(5)).build())
				.consume();
		}
		catch (ClientException ex) {
			throw indexRefusal(ex);
		}
	}

	private GraphStartException indexRefusal(ClientException cause) {
		String states = this.driver
			.executableQuery(CypherResource.read(ConstraintCheck.class, "show-unavailable-indexes"))
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

}
