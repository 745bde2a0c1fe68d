package dev.switchboard.graph;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

class MigrationFilesTests {

	@TempDir
	private Path directory;

	@Test
	void readsEveryConstraintOfTheRealMigrations() {
		assertThat(new MigrationFiles(Path.of("cypher/migrations")).constraints()).extracting(ExpectedConstraint::name)
			.contains("user_id", "channel_key", "contact_id", "identity_key", "conversation_key", "message_key",
					"attachment_key", "held_event_id");
	}

	@Test
	void keepsWhatALaterMigrationDoesNotDrop() throws IOException {
		write("V001__First.cypher", """
				// A comment in front: CREATE CONSTRAINT in it does not count.
				CREATE CONSTRAINT a IF NOT EXISTS FOR (n:A) REQUIRE n.id IS UNIQUE;
				create constraint `b` for (n:`B`) require (n.x, n.`y`) is node unique;
				/* and one behind */
				MATCH (n) SET n.changed = true;
				""");
		write("V002__Second.cypher", """
				DROP CONSTRAINT a IF EXISTS;
				CREATE CONSTRAINT c FOR (n:C) REQUIRE n.id IS UNIQUE;
				""");

		assertThat(new MigrationFiles(this.directory).constraints())
			.extracting(ExpectedConstraint::name, ExpectedConstraint::label, ExpectedConstraint::properties,
					ExpectedConstraint::file)
			.containsExactly(tuple("b", "B", List.of("x", "y"), "V001__First.cypher"),
					tuple("c", "C", List.of("id"), "V002__Second.cypher"));
	}

	@Test
	void refusesAConstraintThatItCouldNotCheck() throws IOException {
		write("V001__First.cypher", "CREATE CONSTRAINT FOR (n:A) REQUIRE n.id IS UNIQUE;");
		MigrationFiles files = new MigrationFiles(this.directory);

		assertThatExceptionOfType(GraphStartException.class).isThrownBy(files::constraints)
			.withMessageContaining("V001__First.cypher")
			.withMessageContaining("CREATE CONSTRAINT FOR (n:A)");
	}

	@Test
	void refusesAFileWhoseNameHasNoPlaceInTheOrder() throws IOException {
		write("V1__First.cypher", "RETURN 1;");

		assertThatExceptionOfType(GraphStartException.class).isThrownBy(() -> new MigrationFiles(this.directory))
			.withMessageContaining("V1__First.cypher is not named like a migration");
	}

	@Test
	void saysWhereItLookedWhenThereAreNone() {
		Path nowhere = this.directory.resolve("nowhere");

		assertThatExceptionOfType(GraphStartException.class).isThrownBy(() -> new MigrationFiles(nowhere))
			.withMessageContaining(nowhere.toString())
			.satisfies((refusal) -> assertThat(refusal.action()).contains("switchboard.migrations.directory"));
	}

	private void write(String name, String text) throws IOException {
		Files.writeString(this.directory.resolve(name), text);
	}

}
