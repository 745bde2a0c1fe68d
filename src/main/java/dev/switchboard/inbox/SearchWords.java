package dev.switchboard.inbox;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import dev.switchboard.api.ApiException;

/**
 * The words that somebody looks for; a message must have all of them.
 *
 * @param words letters and digits only, but for what stands between two of them
 */
record SearchWords(List<String> words) {

	private static final int LONGEST = 200;

	/**
	 * Marks are the vowels of Hindi and its like. What may stand between two letters is
	 * what the index takes for part of a word, as in don't, 3.14 and example.com.
	 */
	private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+(?:['’.,:_][\\p{L}\\p{M}\\p{N}]+)*");

	private static final Pattern SPECIAL_IN_QUOTES = Pattern.compile("[\"\\\\]");

	/**
	 * Finds the words in what somebody has typed. Everything else is dropped, so that
	 * nothing of it means anything to the index.
	 * @throws ApiException 400 when there is no word, or too much
	 */
	static SearchWords of(String typed) {
		if (typed.length() > LONGEST) {
			throw ApiException.badRequest("q has at most %d characters.".formatted(LONGEST));
		}
		List<String> words = WORD.matcher(typed).results().map(MatchResult::group).toList();
		if (words.isEmpty()) {
			throw ApiException.badRequest("q has no letter and no digit to look for.");
		}
		return new SearchWords(words);
	}

	/**
	 * The query for the full-text index, in Lucene's syntax: each word must be there, and
	 * so must the user, who counts nothing for how well a message fits.
	 * @param userId whose messages
	 * @param channel key of a channel, or null for all
	 */
	String fullText(String userId, String channel) {
		StringBuilder query = new StringBuilder(clause("userId", userId)).append("^0");
		if (channel != null) {
			query.append(' ').append(clause("channelKey", channel)).append("^0");
		}
		this.words.forEach((word) -> query.append(' ').append(clause("text", word)));
		return query.toString();
	}

	/** The words to compare with a text in lower case. */
	List<String> lowerCase() {
		return this.words.stream().map((word) -> word.toLowerCase(Locale.ROOT)).toList();
	}

	private static String clause(String field, String value) {
		return "+%s:\"%s\"".formatted(field, SPECIAL_IN_QUOTES.matcher(value).replaceAll("\\\\$0"));
	}

}
