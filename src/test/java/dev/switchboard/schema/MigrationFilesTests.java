package dev.switchboard.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.switchboard.localneo4j.GraphStartException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MigrationFilesTests {

	@TempDir
	private Path directory;

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
