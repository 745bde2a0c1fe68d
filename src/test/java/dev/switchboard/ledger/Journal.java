package dev.switchboard.ledger;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes down the faults as they happen, a line each. */
final class Journal {

	private final PrintStream out;

	private final Instant start = Instant.now();

	private final Map<String, List<Duration>> recoveries = new TreeMap<>();

	private final List<String> failures = new ArrayList<>();

	Journal(PrintStream out) {
		this.out = out;
	}

	/**
	 * Notes a fault that is over.
	 * @param fault which
	 * @param detail what was broken
	 * @param from when it began
	 * @param mended when whatever was broken worked again
	 * @param well whether by now every copy is ready, and every spool empty
	 */
	synchronized void mended(Fault fault, String detail, Instant from, Instant mended, boolean well) {
		Duration recovery = Duration.between(mended, Instant.now());
		this.recoveries.computeIfAbsent(fault.name(), (name) -> new ArrayList<>()).add(recovery);
		line(from, "%s %s: lasted %.1f s, all %s well %.1f s later".formatted(fault.name(), detail,
				seconds(Duration.between(from, mended)), well ? "was" : "was not yet", seconds(recovery)));
	}

	/** Notes a fault that has not happened: the step was not reached. */
	synchronized void missed(Fault fault, Instant from) {
		line(from, fault.name() + ": not reached");
	}

	/** Notes a fault that was not mended as it should have been. */
	synchronized void failed(Fault fault, Instant from, String how) {
		this.failures.add(fault.name() + ": " + how);
		line(from, "%s: FAILED: %s".formatted(fault.name(), how));
	}

	synchronized void note(String what) {
		line(Instant.now(), what);
	}

	private void line(Instant when, String what) {
		Duration time = Duration.between(this.start, when);
		this.out.printf("%02d:%02d  %s%n", time.toMinutes(), time.toSecondsPart(), what);
	}

	synchronized List<String> failures() {
		return List.copyOf(this.failures);
	}

	synchronized int faults() {
		return this.recoveries.values().stream().mapToInt(List::size).sum() + this.failures.size();
	}

	/** A table: how often each fault happened, and how long recovery took. */
	synchronized String table() {
		return this.recoveries.entrySet().stream().map((entry) -> {
			LongSummaryStatistics millis = entry.getValue().stream().mapToLong(Duration::toMillis).summaryStatistics();
			return "  %-45s %5d %8.1f s %8.1f s%n".formatted(entry.getKey(), millis.getCount(),
					millis.getAverage() / 1000, millis.getMax() / 1000.0);
		})
			.collect(Collectors.joining("", "  %-45s %5s %10s %10s%n".formatted("fault", "times", "mean", "longest"),
					""));
	}

	private static double seconds(Duration duration) {
		return duration.toMillis() / 1000.0;
	}

}
