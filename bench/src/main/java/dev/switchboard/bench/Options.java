package dev.switchboard.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the user chose.
 *
 * @param mode what to rehearse instead of measuring; empty to measure
 * @param connections keep-alive connections of the load generator
 * @param warmUp how long each phase runs before it is measured
 * @param measured how long it is measured
 * @param contacts people who write
 * @param channels channels that they write to, each of a user of its own
 */
record Options(String mode, int connections, Duration warmUp, Duration measured, int contacts, int channels) {

	private static final String USAGE = """
			Usage: bench/run [outage|replay|inbox] [--short] [--connections=256] [--warm-up=60] [--measured=30] \
			[--contacts=20000] [--channels=1]
			Times are in seconds; --short stands for --warm-up=10 --measured=10.""";

	private static final int LEAST_PER_SECOND = 3000;

	private static final List<String> NAMES = List.of("connections", "warm-up", "measured", "contacts", "channels");

	/**
	 * Reads the command line.
	 * @param line see {@link #USAGE}; Maven hands it over in one piece
	 * @return the options, each with its default when it is not given
	 * @throws IllegalArgumentException when one is not known; says which there are
	 */
	static Options parse(String line) {
		Map<String, Integer> values = new LinkedHashMap<>(
				Map.of("connections", 256, "warm-up", 60, "measured", 30, "contacts", 20_000, "channels", 1));
		String mode = "";
		for (String argument : line.strip().split("\\s+")) {
			switch (argument) {
				case "" -> {
				}
				case "outage", "replay", "inbox" -> mode = argument;
				case "--short" -> values.putAll(Map.of("warm-up", 10, "measured", 10));
				default -> set(values, argument);
			}
		}
		return new Options(mode, values.get("connections"), Duration.ofSeconds(values.get("warm-up")),
				Duration.ofSeconds(values.get("measured")), values.get("contacts"), values.get("channels"));
	}

	private static void set(Map<String, Integer> values, String argument) {
		String[] parts = argument.split("=", 2);
		String name = parts[0].replaceFirst("^--", "");
		if (!argument.startsWith("--") || parts.length != 2 || !NAMES.contains(name)
				|| !parts[1].matches("[1-9]\\d{0,7}")) {
			throw new IllegalArgumentException("%s is not an option.%n%s".formatted(argument, USAGE));
		}
		values.put(name, Integer.parseInt(parts[1]));
	}

	/**
	 * Most deliveries that a phase can need at a rate, with room for one that is faster.
	 */
	int deliveriesAt(double perSecond) {
		return (int) (perSecond * 1.25 * this.warmUp.plus(this.measured).toSeconds());
	}

}
