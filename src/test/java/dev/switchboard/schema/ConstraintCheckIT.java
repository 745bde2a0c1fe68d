package dev.switchboard.schema;

import java.nio.file.Path;
import java.time.Duration;

import ac.simons.neo4j.migrations.core.Migrations;
import ac.simons.neo4j.migrations.core.MigrationsConfig;
import ac.simons.neo4j.migrations.core.catalog.Constraint;
import ac.simons.neo4j.migrations.core.catalog.RenderConfig;
import ac.simons.neo4j.migrations.core.catalog.Renderer;
import dev.switchboard.ConcurrentNeo4jTest;
import dev.switchboard.localneo4j.GraphStartException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

@ConcurrentNeo4jTest
class ConstraintCheckIT {

	private final Driver driver;

	private final Migrations migrations;

	private final ConstraintCheck check;

	ConstraintCheckIT(Driver driver) {
		this.driver = driver;
		this.migrations = new Migrations(MigrationsConfig.builder()
			.withLocationsToScan("file:" + Path.of("cypher/migrations").toAbsolutePath())
			.build(), driver);
		this.check = new ConstraintCheck(driver, Duration.ofSeconds(30));
	}

	@BeforeEach
	@AfterEach
	void allConstraintsStand() {
		RenderConfig ifNotExists = RenderConfig.create().ifNotExists().forVersionAndEdition("5.26", "COMMUNITY");
		this.migrations.getLocalCatalog()
			.getItems()
			.forEach((item) -> this.driver
				.executableQuery(
						Renderer.get(Renderer.Format.CYPHER, Constraint.class).render((Constraint) item, ifNotExists))
				.execute());
	}

	private void verify() {
		this.check.verify(this.migrations.getLocalCatalog());
	}

	/** A constraint that no catalog lists would be missed by nobody. */
	@Test
	void everyConstraintOfTheMigrationsIsListed() {
		new GraphSchema(this.driver, new MigrationProperties(Path.of("cypher/migrations"), Duration.ofSeconds(30),
				Duration.ofMinutes(1), Duration.ofSeconds(30)), false)
			.bringUpToDate();

		assertThat(this.migrations.getDatabaseCatalog().getItems()).filteredOn(Constraint.class::isInstance)
			.filteredOn((item) -> !item.getName().getValue().contains("neo4j_migration"))
			.allMatch(this.migrations.getLocalCatalog()::containsEquivalentItem)
			.hasSizeGreaterThan(20);
	}

	@Test
	void acceptsADatabaseWithEveryConstraint() {
		assertThatNoException().isThrownBy(this::verify);
	}

	@Test
	void refusesADatabaseThatLostAConstraintAndSaysHowToMendIt() {
		this.driver.executableQuery("DROP CONSTRAINT message_key").execute();
		this.driver.executableQuery("DROP CONSTRAINT user_id").execute();

		assertThatExceptionOfType(GraphStartException.class).isThrownBy(this::verify)
			.withMessageContaining("lost 2 of the constraints")
			.withMessageContaining("message_key (:Message {key})")
			.withMessageContaining("user_id (:User {id})")
			.withMessageNotContaining("channel_key")
			.satisfies((refusal) -> this.driver
				.executableQuery(
						refusal.action().lines().filter((line) -> line.contains("message_key")).findAny().orElseThrow())
				.execute());
	}

	@Test
	void acceptsAnEqualConstraintOfAnotherName() {
		this.driver.executableQuery("DROP CONSTRAINT message_key").execute();
		this.driver.executableQuery("CREATE CONSTRAINT by_hand FOR (m:Message) REQUIRE m.key IS UNIQUE").execute();

		try {
			assertThatNoException().isThrownBy(this::verify);
		}
		finally {
			this.driver.executableQuery("DROP CONSTRAINT by_hand").execute();
		}
	}

	@Test
	void refusesAPlainIndexInPlaceOfAConstraint() {
		this.driver.executableQuery("DROP CONSTRAINT message_key").execute();
		this.driver.executableQuery("CREATE INDEX only_an_index FOR (m:Message) ON (m.key)").execute();

		try {
			assertThatExceptionOfType(GraphStartException.class).isThrownBy(this::verify)
				.withMessageContaining("message_key");
		}
		finally {
			this.driver.executableQuery("DROP INDEX only_an_index").execute();
		}
	}

}
