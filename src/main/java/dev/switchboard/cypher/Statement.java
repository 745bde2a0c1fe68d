package dev.switchboard.cypher;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.neo4j.driver.Value;
import org.neo4j.driver.Values;
import org.neo4j.driver.exceptions.ClientException;

/**
 * One statement and the file that it stands in.
 *
 * @param file where it was read
 * @param text the Cypher
 * @param fields names of the row fields that it reads, see {@link RowFields}
 */
record Statement(Path file, String text, Set<String> fields) {

	/** The column by which a write tells which rows it applied. */
	static final String ORDINAL = "ordinal";

	/** The parameter by which a write gets its rows. */
	static final String ROWS = "rows";

	private static final String SUFFIX = ".cypher";

	private static final String WORDS = "[a-z0-9]+(-[a-z0-9]+)*";

	/** A file, or a folder and a file. */
	private static final Pattern NAME = Pattern.compile(WORDS + "(/" + WORDS + ")?");

	private static final int DEEPEST = 2;

	private static final Pattern PARAMETER = Pattern.compile("\\$(\\w+)");

	private static final Pattern PLACE = Pattern.compile("\\(line (\\d+), column (\\d+)");

	/**
	 * Reads {@code <directory>/<name>.cypher}.
	 * @throws IllegalArgumentException when there is no such file; names those that exist
	 */
	static Statement load(Path directory, String name) {
		Path file = directory.resolve(name + SUFFIX);
		if (!NAME.matcher(name).matches() || !Files.isRegularFile(file)) {
			throw new IllegalArgumentException("There is no statement %s for cypher:%s. Statements there: %s."
				.formatted(file, name, String.join(", ", names(directory))));
		}
		try {
			String text = Files.readString(file);
			return new Statement(file, text, RowFields.in(text).collect(Collectors.toUnmodifiableSet()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot read the statement " + file, ex);
		}
	}

	/**
	 * Lets the server plan the statement.
	 * @throws IllegalArgumentException when it has a mistake; names file and line
	 */
	void check(Transactions transactions, Mode mode) {
		List<String> columns;
		try {
			columns = transactions.explain(this.text, sampleParameters());
		}
		catch (ClientException ex) {
			throw new IllegalArgumentException("%s: %s".formatted(place(ex.getMessage()), ex.getMessage()), ex);
		}
		if (mode == Mode.write && !columns.contains(ORDINAL)) {
			throw new IllegalArgumentException(("%s: a statement that writes must end with RETURN"
					+ " toInteger(row.ordinal) AS ordinal, so that rows which it did not apply are noticed;"
					+ " it returns %s.")
				.formatted(this.file, columns.isEmpty() ? "nothing" : String.join(", ", columns)));
		}
	}

	/**
	 * The server keeps a plan only when every parameter is given, and finds it again by
	 * the parameters' types. A write is planned as it will run; what a read takes is not
	 * known yet, so its plan serves the next start.
	 */
	private Value sampleParameters() {
		Map<String, Object> parameters = new HashMap<>();
		PARAMETER.matcher(this.text).results().forEach((parameter) -> parameters.put(parameter.group(1), null));
		if (parameters.containsKey(ROWS)) {
			parameters.put(ROWS, List.of(Map.of()));
		}
		return Values.value(parameters);
	}

	private String place(String message) {
		Matcher place = PLACE.matcher(message);
		return place.find() ? this.file + ":" + place.group(1) : this.file.toString();
	}

	private static List<String> names(Path directory) {
		if (!Files.isDirectory(directory)) {
			return List.of("none, because the folder " + directory.toAbsolutePath() + " does not exist");
		}
		try (Stream<Path> files = Files.walk(directory, DEEPEST)) {
			return files.map((file) -> directory.relativize(file).toString())
				.filter((file) -> file.endsWith(SUFFIX))
				.map((file) -> file.substring(0, file.length() - SUFFIX.length()).replace(File.separatorChar, '/'))
				.filter((name) -> NAME.matcher(name).matches())
				.sorted()
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot list the statements in " + directory, ex);
		}
	}

}
