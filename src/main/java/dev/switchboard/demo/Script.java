package dev.switchboard.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.switchboard.channel.ChannelType;

import org.springframework.core.io.ClassPathResource;

/**
 * Who writes to Bob's Store and what they can say: the files {@code people.txt} and
 * {@code scenes.txt}.
 */
final class Script {

	private static final String SCENE = "== ";

	private final List<Person> people;

	private final List<Scene> scenes = new ArrayList<>();

	private final Map<String, List<String>> items = new HashMap<>();

	private final Map<String, List<String>> small = new HashMap<>();

	Script() {
		this.people = lines("people.txt").stream().map(Person::of).toList();
		List<Line> open = List.of();
		Duration pause = Duration.ZERO;
		for (String line : lines("scenes.txt")) {
			if (line.startsWith(SCENE)) {
				String[] words = line.substring(SCENE.length()).split(" ");
				open = new ArrayList<>();
				this.scenes.add(new Scene(words[0], (words.length > 1) ? ChannelType.valueOf(words[1]) : null,
						(words.length > 2) ? words[2] : null, open));
			}
			else if (line.startsWith("~ ")) {
				pause = Duration.parse("PT" + line.substring(2));
			}
			else if (line.startsWith("items ")) {
				list(line, this.items);
			}
			else if (line.startsWith("small ")) {
				list(line, this.small);
			}
			else {
				open.add(Line.of(line, pause));
				pause = Duration.ZERO;
			}
		}
	}

	List<Person> people() {
		return this.people;
	}

	/** The scenes that can take place with a person; those with nobody else come last. */
	List<Scene> scenes(Person person) {
		return this.scenes.stream()
			.filter((scene) -> scene.fits(person))
			.sorted(Comparator.comparing((scene) -> scene.isOf(person)))
			.toList();
	}

	/** Whether a person is the same all the time, so that anything can follow. */
	boolean isSteady(Person person) {
		return this.scenes.stream().noneMatch((scene) -> scene.isOf(person));
	}

	/** What Bob's Store sells, in a language. */
	List<String> items(String language) {
		return this.items.get(language);
	}

	/** What can be said at any moment, in a language. */
	List<String> small(String language) {
		return this.small.get(language);
	}

	private static void list(String line, Map<String, List<String>> lists) {
		String[] parts = line.split("\\|");
		lists.put(parts[0].split(" ")[1], List.of(parts).subList(1, parts.length));
	}

	private static List<String> lines(String file) {
		try {
			return new ClassPathResource("demo/" + file).getContentAsString(StandardCharsets.UTF_8)
				.lines()
				.filter((line) -> !line.isBlank() && !line.startsWith("#"))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
