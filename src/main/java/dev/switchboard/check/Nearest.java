package dev.switchboard.check;

import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Collectors;

/** Finds the names that somebody may have meant. */
final class Nearest {

	private static final int SHOWN = 3;

	private Nearest() {
	}

	/** The three names most like this one, the nearest first. */
	static String to(String name, Collection<String> names) {
		return names.stream()
			.sorted(Comparator.comparingInt((String other) -> distance(name, other))
				.thenComparing(Comparator.naturalOrder()))
			.limit(SHOWN)
			.collect(Collectors.joining(", "));
	}

	// Levenshtein's: how many letters are to be put in, taken out or changed.
	private static int distance(String one, String other) {
		int[] row = new int[other.length() + 1];
		for (int j = 0; j < row.length; j++) {
			row[j] = j;
		}
		for (int i = 1; i <= one.length(); i++) {
			int diagonal = row[0];
			row[0] = i;
			for (int j = 1; j < row.length; j++) {
				int changed = diagonal + ((one.charAt(i - 1) == other.charAt(j - 1)) ? 0 : 1);
				diagonal = row[j];
				row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
			}
		}
		return row[other.length()];
	}

}
