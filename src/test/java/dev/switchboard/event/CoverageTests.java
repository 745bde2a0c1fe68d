package dev.switchboard.event;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table of {@code docs/coverage.md} names only what there is, and leaves no row
 * empty.
 */
class CoverageTests {

	private static final Pattern NAME = Pattern.compile("`([A-Za-z_.]+)`");

	@ParameterizedTest
	@CsvSource({ "WhatsApp, whatsapp, WhatsappMappingTests", "Messenger, messenger, MessengerMappingTests",
			"Instagram, instagram, InstagramMappingTests" })
	void namesDefinitionsAndTestsOfAMapping(String section, String provider, String tests) throws IOException {
		String mapping = Files.readString(Path.of("routes/providers", provider + ".jq"));
		String source = Files.readString(Path.of("src/test/java/dev/switchboard/event", tests + ".java"));

		List<String[]> rows = rows(section);

		assertThat(rows).hasSizeGreaterThan(25).allSatisfy((row) -> {
			assertThat(row).hasSize(4).doesNotContain("");
			assertThat(names(row[2])).isNotEmpty()
				.allMatch((name) -> mapping.matches("(?s).*\ndef " + name + "[:(].*"));
			assertThat(names(row[3])).isNotEmpty().allMatch((name) -> source.contains(" " + name + "("));
		});
	}

	@Test
	void namesTestsThroughTheFrontDoor() throws IOException {
		List<String[]> rows = rows("In the graph");

		assertThat(rows).hasSizeGreaterThan(25).allSatisfy((row) -> {
			assertThat(row).hasSize(2).doesNotContain("");
			assertThat(names(row[1])).isNotEmpty().allMatch(CoverageTests::exists);
		});
	}

	private static boolean exists(String test) {
		String[] parts = test.split("\\.");
		return Stream.of("webhook", "convergence")
			.map((folder) -> Path.of("src/test/java/dev/switchboard", folder, parts[0] + ".java"))
			.filter(Files::isRegularFile)
			.anyMatch((file) -> read(file).contains(" " + parts[1] + "("));
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static List<String> names(String cell) {
		return NAME.matcher(cell).results().map((MatchResult name) -> name.group(1)).toList();
	}

	private static List<String[]> rows(String section) throws IOException {
		List<String[]> rows = new ArrayList<>();
		String current = "";
		for (String line : Files.readAllLines(Path.of("docs/coverage.md"))) {
			if (line.startsWith("## ")) {
				current = line.substring(3);
			}
			else if (current.equals(section) && line.startsWith("| ") && !line.startsWith("| what")) {
				rows.add(line.substring(2, line.length() - 2).split(" \\| "));
			}
		}
		return rows;
	}

}
