package dev.switchboard.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.switchboard.localneo4j.GraphStartException;

/** The folder of migrations. */
class MigrationFiles {

	private final Path directory;

	/**
	 * Looks at a folder of migrations.
	 * @param directory the folder
	 * @throws GraphStartException when it is missing or holds no migration
	 */
	MigrationFiles(Path directory) {
		this.directory = directory.toAbsolutePath().normalize();
		if (!Files.isDirectory(this.directory) || list().isEmpty()) {
			throw new GraphStartException("There are no migrations (V001__….cypher) in %s.".formatted(this.directory),
					"Start Switchboard in the folder that holds cypher/, or name the folder of the migrations under "
							+ "switchboard.migrations.directory.");
		}
	}

	Path directory() {
		return this.directory;
	}

	private List<Path> list() {
		try (Stream<Path> files = Files.list(this.directory)) {
			return files.filter((file) -> file.toString().matches(".*\\.(cypher|xml)"))
				.peek(MigrationFiles::named)
				.sorted()
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Three digits, so that the order of the names is the order of the versions. */
	private static void named(Path file) {
		if (!file.getFileName().toString().matches("V\\d{3}__\\w+\\.(cypher|xml)")) {
			throw new GraphStartException("%s is not named like a migration.".formatted(file),
					"Name it V<three digits>__<What_it_does>.cypher or .xml, with the number after the newest one's.");
		}
	}

}
