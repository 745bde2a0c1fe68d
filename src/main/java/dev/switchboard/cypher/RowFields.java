package dev.switchboard.cypher;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How a statement names the fields of its rows: {@code row.p_text} is the field
 * {@code text}.
 */
public final class RowFields {

	/**
	 * Neo4j plans an {@code Eager} operator, which holds back the whole batch, where a
	 * row's field and a property that the statement sets have the same name.
	 */
	static final String PREFIX = "p_";

	private static final Pattern FIELD = Pattern.compile("\\b" + PREFIX + "(\\w+)");

	private RowFields() {
	}

	/**
	 * Finds the fields that a statement reads, those of maps in its rows too.
	 * @param cypher a statement, or a part of one
	 * @return their names without the prefix, as often as they stand there
	 */
	public static Stream<String> in(String cypher) {
		return FIELD.matcher(cypher).results().map((field) -> field.group(1));
	}

}
