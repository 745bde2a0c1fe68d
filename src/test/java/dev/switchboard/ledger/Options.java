package dev.switchboard.ledger;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import org.springframework.boot.convert.DurationStyle;

/**
 * How a run is done, from the system properties {@code ledger.*}.
 *
 * @param duration how long faults are injected
 * @param longest most time that one fault goes on
 * @param copies copies of the application
 * @param perSecond new deliveries a second
 * @param seed decides which faults come when, and what is sent
 * @param directory logs, spools and the result
 */
record Options(Duration duration, Duration longest, int copies, int perSecond, long seed, Path directory) {

	static Options fromSystemProperties() {
		Duration duration = DurationStyle.detectAndParse(System.getProperty("ledger.duration", "60s"));
		return new Options(duration, DurationStyle.detectAndParse(System.getProperty("ledger.longest", "4s")),
				Integer.getInteger("ledger.copies", 2), Integer.getInteger("ledger.rate", 25),
				Long.getLong("ledger.seed", ThreadLocalRandom.current().nextLong(1_000_000)), Path.of("target/ledger"));
	}

	@Override
	public String toString() {
		return "ledger: faults for %d s, %d copies, %d new deliveries a second, seed %d; logs in %s"
			.formatted(this.duration.toSeconds(), this.copies, this.perSecond, this.seed, this.directory);
	}

}
