package dev.switchboard.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a run has shown.
 *
 * @param options how it was done
 * @param time how long it took
 * @param ledger what was sent and answered
 * @param watch what the spools held
 * @param journal the faults
 * @param verdict what the graph says
 * @param failures what went wrong on the way
 */
record Result(Options options, Duration time, Ledger ledger, Watch watch, Journal journal, Verdict verdict,
		List<String> failures) {

	/** What is wrong; empty when nothing is. */
	List<String> wrong() {
		return Stream.concat(this.failures.stream(), this.verdict.violations().stream()).toList();
	}

	/** Prints it, and keeps it beside the logs. */
	void print() {
		String text = text();
		System.out.println(text);
		try {
			Files.writeString(this.options.directory().resolve("result.txt"), text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private String text() {
		return """

				%s
				%d faults in %d min %02d s

				%s
				sent      %s
				spooled   at least %,d deliveries, at most %,d at a time in one spool
				found     %s
				verdict   %s
				""".formatted(this.options, this.journal.faults(), this.time.toMinutes(), this.time.toSecondsPart(),
				this.journal.table(), this.ledger, this.watch.spooled(), this.watch.deepest(), this.verdict,
				wrong().isEmpty() ? "nothing lost, nothing twice, nothing under a foreign user"
						: "WRONG\n  " + String.join("\n  ", wrong()));
	}

}
