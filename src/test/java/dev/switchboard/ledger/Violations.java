package dev.switchboard.ledger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is wrong: how often, and some examples. */
final class Violations {

	private static final int EXAMPLES = 10;

	private final Map<String, Integer> times = new LinkedHashMap<>();

	private final Map<String, List<String>> examples = new LinkedHashMap<>();

	void add(String what, String example) {
		this.times.merge(what, 1, Integer::sum);
		List<String> some = this.examples.computeIfAbsent(what, (key) -> new ArrayList<>());
		if (some.size() < EXAMPLES) {
			some.add(example);
		}
	}

	List<String> lines() {
		return this.times.entrySet()
			.stream()
			.map((entry) -> "%s: %,d, such as %s".formatted(entry.getKey(), entry.getValue(),
					String.join(", ", this.examples.get(entry.getKey()))))
			.toList();
	}

}
