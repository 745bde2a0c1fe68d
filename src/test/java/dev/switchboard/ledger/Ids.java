package dev.switchboard.ledger;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Ids that are found again in whatever text they stand. */
final class Ids {

	private static final Pattern ID = Pattern.compile("ledger\\.\\d{8}");

	private Ids() {
	}

	static String of(int number) {
		return "ledger.%08d".formatted(number);
	}

	static List<String> in(String text) {
		return ID.matcher(text).results().map(MatchResult::group).distinct().toList();
	}

}
