package dev.switchboard.ledger;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import org.springframework.boot.convert.DurationStyle;

/**
 * How a run is done, from the system properties {@code ledger.*}.
 *
 * @param duration how long random faults are injected; zero for the short form, in which
 * some faults come in a fixed order
 * @param longest most time that one fault goes on
 * @param copies copies of the application
 * @param perSecond new deliveries a second
 * @param seed decides which faults come when, and what is sent
 * @param directory logs, spools and the result
 */
record Options(Duration duration, Duration longest, int copies, int perSecond, long seed, Path directory) {

	static Options fromSystemProperties() {
		Duration duration = DurationStyle.detectAndParse(System.getProperty("ledger.duration", "0s"));
		return new Options(duration, DurationStyle.detectAndParse(System.getProperty("ledger.longest", "4s")),
				Integer.getInteger("ledger.copies", 2), Integer.getInteger("ledger.rate", duration.isZero() ? 10 : 25),
				Long.getLong("ledger.seed", ThreadLocalRandom.current().nextLong(1_000_000)), Path.of("target/ledger"));
	}

	boolean isShort() {
		return this.duration.isZero();
	}

	@Override
	public String toString() {
		return "ledger: %s, %d copies, %d new deliveries a second, seed %d; logs in %s".formatted(
				isShort() ? "a few faults" : "faults for %d s".formatted(this.duration.toSeconds()), this.copies,
				this.perSecond, this.seed, this.directory);
	}

}
