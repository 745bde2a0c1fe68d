package dev.switchboard.cypher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The files of the statements, and those who name them: by their whole path, so that both
 * are found.
 */
class StatementFilesTests {

	private static final Path CYPHER = Path.of("cypher");

	/** Folders of what the start runs, and of what a person runs by hand. */
	private static final Set<String> NOT_NAMED = Set.of("migrations", "manual");

	private static final Set<String> FILES = names();

	private static final Set<String> NAMED = named();

	@Test
	void whoeverNamesAStatementNamesAFile() {
		assertThat(FILES).isNotEmpty().containsAll(NAMED);
	}

	@Test
	void everyFileIsNamedBySomebody() {
		assertThat(NAMED).containsAll(FILES);
	}

	private static Set<String> names() {
		return files(CYPHER, ".cypher").filter((file) -> !NOT_NAMED.contains(file.getName(1).toString()))
			.map((file) -> CYPHER.relativize(file).toString().replace(".cypher", ""))
			.collect(Collectors.toSet());
	}

	private static Set<String> named() {
		String folders = FILES.stream().map((name) -> name.split("/")[0]).distinct().collect(Collectors.joining("|"));
		Pattern inJava = Pattern.compile("\"((?:" + folders + ")/[a-z-]+)\"");
		Pattern inRoutes = Pattern.compile("uri: cypher:(\\S+)");
		return Stream
			.concat(occurrences(files(Path.of("src/main/java"), ".java"), inJava),
					occurrences(files(Path.of("routes"), ".yaml"), inRoutes))
			.collect(Collectors.toSet());
	}

	private static Stream<String> occurrences(Stream<Path> files, Pattern pattern) {
		return files.flatMap((file) -> pattern.matcher(read(file)).results().map((found) -> found.group(1)));
	}

	private static Stream<Path> files(Path folder, String ending) {
		try (Stream<Path> files = Files.walk(folder)) {
			List<Path> found = files.filter((file) -> file.toString().endsWith(ending)).toList();
			return found.stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
