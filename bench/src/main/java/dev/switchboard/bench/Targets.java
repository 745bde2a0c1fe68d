package dev.switchboard.bench;

import java.time.Duration;

/**
 * The results and how they compare.
 *
 * @param smallest the smallest write through the driver alone
 * @param alone our statement through the driver alone
 * @param server the application as it is, as fast as it goes
 * @param half the application at half of that rate
 * @param real the application with real traffic, as fast as it goes
 * @param single the application without group commit
 */
record Targets(Result smallest, Result alone, Result server, Result half, Result real, Result single) {

	private static final double TIMES_SINGLE = 6;

	private static final double SHARE_OF_ALONE = 0.30;

	private static final double SHARE_OF_SMALLEST = 0.30;

	private static final long APPLICATION_MICROS = 110;

	private static final long UNTIL_COMMIT_MICROS = 115;

	private static final long BEHIND_COMMIT_MICROS = 30;

	private static final double REAL_SHARE = 0.60;

	private static final double P99_AT_HALF = 60;

	private static final double WARMING_UP_SHARE = 0.50;

	String report() {
		double times = this.server.perSecond() / this.single.perSecond();
		Cost cost = this.server.cost();
		return String.join("\n", Result.HEADER, this.smallest.toString(), this.alone.toString(), this.server.toString(),
				this.half.toString(), this.real.toString(), this.single.toString(), "",
				line("group commit on : off", "%.1f x".formatted(times), "at least %.0f x".formatted(TIMES_SINGLE),
						times >= TIMES_SINGLE),
				share("share of the smallest write", this.server, this.smallest, SHARE_OF_SMALLEST),
				share("share of our statement alone", this.server, this.alone, SHARE_OF_ALONE),
				micros("processor time, application", cost.application(), APPLICATION_MICROS),
				micros("processor time, until the commit", cost.database().minus(cost.behind()), UNTIL_COMMIT_MICROS),
				micros("processor time, behind it", cost.behind(), BEHIND_COMMIT_MICROS),
				share("real traffic : known people", this.real, this.server, REAL_SHARE),
				line("p99 at half of the highest rate", "%.1f ms".formatted(this.half.p99()),
						"below %.0f ms".formatted(P99_AT_HALF), this.half.p99() < P99_AT_HALF),
				shareLine("warming up : warm", this.server.warmingUp() / this.server.perSecond(), WARMING_UP_SHARE));
	}

	private static String share(String what, Result part, Result whole, double target) {
		return shareLine(what, part.perSecond() / whole.perSecond(), target);
	}

	private static String shareLine(String what, double share, double target) {
		return line(what, "%.0f %%".formatted(100 * share), "at least %.0f %%".formatted(100 * target), share >= target);
	}

	private static String micros(String what, Duration time, long target) {
		return line(what, Result.micros(time), "at most %d µs".formatted(target), time.toNanos() <= target * 1000);
	}

	private static String line(String what, String value, String target, boolean met) {
		return "%-36s %12s   target: %-15s %s".formatted(what, value, target, met ? "met" : "missed");
	}

}
