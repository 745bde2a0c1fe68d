package dev.switchboard.bench;

import java.time.Duration;

/**
 * What one phase gave.
 *
 * @param name what was measured
 * @param perSecond deliveries a second, all answered 200
 * @param p50 milliseconds, 0 when there is no latency
 * @param p99 milliseconds, 0 when there is no latency
 * @param commits transactions and their rows
 * @param cost processor time of one delivery
 * @param warmingUp deliveries a second during the warm-up; 0 when that was not measured
 * @param remark what else came, in words
 */
record Result(String name, double perSecond, double p50, double p99, Commits commits, Cost cost, double warmingUp,
		String remark) {

	static final String HEADER = "%-28s %12s %9s %9s %9s %12s %9s %9s".formatted("", "deliveries/s", "p50", "p99",
			"commits", "rows/commit", "app", "database");

	static Result of(String name, Tally tally, Commits commits, Cost cost, double warmingUp) {
		return new Result(name, tally.perSecond(), tally.millis(50), tally.millis(99), commits,
				cost.over(tally.count()), warmingUp,
				" The load generator took %.0f %% of a core.%s".formatted(100 * tally.ownCore(), tally.faults()));
	}

	@Override
	public String toString() {
		return "%-28s %,12.0f %9s %9s %,9d %12.1f %9s %9s".formatted(this.name, this.perSecond, millis(this.p50),
				millis(this.p99), this.commits.count(), this.commits.rowsPerCommit(), micros(this.cost.application()),
				micros(this.cost.database()));
	}

	static String micros(Duration time) {
		return time.isZero() ? "-" : "%,d µs".formatted(time.toNanos() / 1000);
	}

	private static String millis(double value) {
		return (value > 0) ? "%.1f ms".formatted(value) : "-";
	}

}
