package dev.switchboard.bench;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the application has counted of its commits.
 *
 * @param count transactions that wrote messages
 * @param rows messages that they wrote
 */
record Commits(long count, long rows) {

	private static final String METRIC = "(?m)^switchboard_commit_rows_%s\\{[^}]*statement=\"messages/merge-message\"[^}]*} (\\S+)$";

	/**
	 * Reads them.
	 * @param metrics the application's metrics in Prometheus' text form
	 * @return zero of each when there was none yet
	 */
	static Commits read(String metrics) {
		return new Commits(value(metrics, "count"), value(metrics, "sum"));
	}

	private static long value(String metrics, String suffix) {
		Matcher matcher = Pattern.compile(METRIC.formatted(suffix)).matcher(metrics);
		return matcher.find() ? (long) Double.parseDouble(matcher.group(1)) : 0;
	}

	Commits since(Commits before) {
		return new Commits(this.count - before.count, this.rows - before.rows);
	}

	double rowsPerCommit() {
		return (this.count > 0) ? (double) this.rows / this.count : 0;
	}

}
