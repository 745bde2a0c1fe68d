package dev.switchboard.graph;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;

import dev.switchboard.Neo4jTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

@Neo4jTest
class ConstraintCheckIT {

	private final Driver driver;

	private final Collection<ExpectedConstraint> expected = new MigrationFiles(Path.of("cypher/migrations"))
		.constraints();

	private final ConstraintCheck check;

	ConstraintCheckIT(Driver driver) {
		this.driver = driver;
		this.check = new ConstraintCheck(driver, Duration.ofSeconds(30));
	}

	@BeforeEach
	@AfterEach
	void allConstraintsStand() {
		this.expected.forEach((constraint) -> this.driver.executableQuery(constraint.statement()).execute());
	}

	@Test
	void acceptsADatabaseWithEveryConstraint() {
		assertThatNoException().isThrownBy(() -> this.check.verify(this.expected));
	}

	@Test
	void refusesADatabaseThatLostAConstraintAndSaysHowToMendIt() {
		this.driver.executableQuery("DROP CONSTRAINT message_key").execute();
		this.driver.executableQuery("DROP CONSTRAINT user_id").execute();

		assertThatExceptionOfType(GraphStartException.class).isThrownBy(() -> this.check.verify(this.expected))
			.withMessageContaining("lost 2 of the constraints")
			.withMessageContaining("message_key (:Message {key}), created by V001__Create_constraints.cypher")
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
			assertThatNoException().isThrownBy(() -> this.check.verify(this.expected));
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
			assertThatExceptionOfType(GraphStartException.class).isThrownBy(() -> this.check.verify(this.expected))
				.withMessageContaining("message_key");
		}
		finally {
			this.driver.executableQuery("DROP INDEX only_an_index").execute();
		}
	}

}
