package dev.switchboard.graph;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import ac.simons.neo4j.migrations.core.CypherResource;

/** The folder of migrations, and the constraints that they add up to. */
class MigrationFiles {

	private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*//.*$|(?s:/\\*.*?\\*/)");

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

	/**
	 * Returns the constraints that stand after the last migration.
	 * @return those which a migration creates and no later one drops, in order
	 * @throws GraphStartException when one of them cannot be checked
	 */
	Collection<ExpectedConstraint> constraints() {
		Map<String, ExpectedConstraint> standing = new LinkedHashMap<>();
		for (Path file : list()) {
			for (String statement : statements(file)) {
				ExpectedConstraint.droppedBy(statement).ifPresent(standing::remove);
				ExpectedConstraint.createdBy(file.getFileName().toString(), statement)
					.ifPresent((constraint) -> standing.put(constraint.name(), constraint));
			}
		}
		return standing.values();
	}

	private List<Path> list() {
		try (Stream<Path> files = Files.list(this.directory)) {
			return files.filter((file) -> file.toString().endsWith(".cypher"))
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
		if (!file.getFileName().toString().matches("V\\d{3}__\\w+\\.cypher")) {
			throw new GraphStartException("%s is not named like a migration.".formatted(file),
					"Name it V<three digits>__<What_it_does>.cypher, with the number after the newest one's.");
		}
	}

	private static List<String> statements(Path file) {
		try {
			return CypherResource.of(file.toUri().toURL())
				.getExecutableStatements()
				.stream()
				.map((statement) -> COMMENT.matcher(statement).replaceAll("").strip())
				.toList();
		}
		catch (MalformedURLException ex) {
			throw new IllegalStateException("Cannot read " + file, ex);
		}
	}

}
