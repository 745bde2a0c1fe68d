package dev.switchboard.graph;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A uniqueness constraint that a migration creates.
 *
 * @param name name of the constraint
 * @param label label of the nodes
 * @param properties properties that are unique together
 * @param file name of the migration that creates it
 * @param statement the statement that creates it
 */
record ExpectedConstraint(String name, String label, List<String> properties, String file, String statement) {

	private static final String NAME = "`?(\\w+)`?";

	private static final Pattern ANY_CREATE = Pattern.compile("\\bCREATE\\s+CONSTRAINT\\b", Pattern.CASE_INSENSITIVE);

	private static final Pattern CREATE = Pattern.compile(
			"\\s*CREATE\\s+CONSTRAINT\\s+" + NAME + "(?:\\s+IF\\s+NOT\\s+EXISTS)?\\s+FOR\\s*\\(\\s*\\w+\\s*:\\s*" + NAME
					+ "\\s*\\)\\s*REQUIRE\\s*\\(?([^()]+?)\\)?\\s*IS\\s+(?:NODE\\s+)?UNIQUE\\s*;?\\s*",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern DROP = Pattern.compile("\\s*DROP\\s+CONSTRAINT\\s+" + NAME + "\\b.*",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	/**
	 * Reads a statement of a migration.
	 * @param file name of the migration, for messages
	 * @param statement one statement
	 * @return the constraint that it creates, or empty when it does something else
	 * @throws GraphStartException when it creates a constraint that cannot be checked
	 */
	static Optional<ExpectedConstraint> createdBy(String file, String statement) {
		if (!ANY_CREATE.matcher(statement).find()) {
			return Optional.empty();
		}
		Matcher create = CREATE.matcher(statement);
		if (!create.matches()) {
			throw new GraphStartException(
					"Migration %s creates a constraint that cannot be checked at start: %s".formatted(file,
							statement.strip()),
					"Write it as: CREATE CONSTRAINT <name> IF NOT EXISTS FOR (n:<Label>) REQUIRE n.<property> IS UNIQUE");
		}
		List<String> properties = Arrays.stream(create.group(3).split(","))
			.map((property) -> property.substring(property.indexOf('.') + 1).replace("`", "").strip())
			.toList();
		return Optional
			.of(new ExpectedConstraint(create.group(1), create.group(2), properties, file, statement.strip()));
	}

	/**
	 * Reads a statement of a migration.
	 * @param statement one statement
	 * @return the name of the constraint that it drops, or empty
	 */
	static Optional<String> droppedBy(String statement) {
		Matcher drop = DROP.matcher(statement);
		return drop.matches() ? Optional.of(drop.group(1)) : Optional.empty();
	}

}
