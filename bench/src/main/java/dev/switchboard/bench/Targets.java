package dev.switchboard.bench;

/**
 * The results and how they compare.
 *
 * @param alone through the driver alone
 * @param server the application as it is, as fast as it goes
 * @param half the application at half of that rate
 * @param single the application without group commit
 */
record Targets(Result alone, Result server, Result half, Result single) {

	private static final double TIMES_SINGLE = 6;

	private static final double SHARE_OF_ALONE = 0.30;

	private static final double P99_AT_HALF = 250;

	String report() {
		double times = this.server.perSecond() / this.single.perSecond();
		double share = this.server.perSecond() / this.alone.perSecond();
		return String.join("\n", Result.HEADER, this.alone.toString(), this.server.toString(), this.half.toString(),
				this.single.toString(), "",
				line("group commit on : off", "%.1f x".formatted(times), "at least %.0f x".formatted(TIMES_SINGLE),
						times >= TIMES_SINGLE),
				line("share of the database's own limit", "%.0f %%".formatted(100 * share),
						"at least %.0f %%".formatted(100 * SHARE_OF_ALONE), share >= SHARE_OF_ALONE),
				line("p99 at half of the highest rate", "%.1f ms".formatted(this.half.p99()),
						"below %.0f ms".formatted(P99_AT_HALF), this.half.p99() < P99_AT_HALF));
	}

	private static String line(String what, String value, String target, boolean met) {
		return "%-36s %12s   target: %-14s %s".formatted(what, value, target, met ? "met" : "missed");
	}

}
