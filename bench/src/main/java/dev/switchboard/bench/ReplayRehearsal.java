package dev.switchboard.bench;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Connects a channel for which a hundred thousand events wait, and looks what the live
 * traffic of another channel notices of their replay.
 */
class ReplayRehearsal {

	private static final double PER_SECOND = 500;

	private static final int PARKED = 100_000;

	private static final int AT_ONCE = 1_000;

	private static final Duration PATIENCE = Duration.ofMinutes(15);

	private final Options options;

	private final Path directory;

	private final Deliveries live;

	private final Deliveries waiting;

	ReplayRehearsal(Options options, Path directory) {
		this.options = options;
		this.directory = directory;
		this.live = new Deliveries(options.contacts(), 1);
		this.waiting = new Deliveries(options.contacts(), 2);
	}

	/** Returns whether the live traffic's p99 at most doubled and everything is there. */
	boolean run() {
		try (Database database = Database.start(this.directory, this.live)) {
			return run(database, database.introduceContacts(this.live));
		}
	}

	private boolean run(Database database, int first) {
		BitSet accepted = new BitSet();
		int count = (int) (PER_SECOND
				* this.options.warmUp().plus(this.options.measured()).plus(PATIENCE).toSeconds());
		try (Application application = Application.start(this.directory, database);
				SignedRequests requests = SignedRequests.sign(this.live::body, Application.SECRET, first, count);
				Load load = new Load(application.port(), this.options.connections(), requests, count, accepted)) {
			park(database, first + count);
			load.start(Pace.rising(PER_SECOND, this.options.warmUp()));
			load.warmUp(this.options.warmUp());
			load.beginCounting();
			Wait.pass(this.options.measured());
			load.endCounting();
			double alone = load.tally().millis(99);
			load.beginCounting();
			Duration took = replay(database);
			load.endCounting();
			double beside = load.tally().millis(99);
			load.end();
			long messages = database.query("bench/cypher/count-sent.cypher", Map.of()).getFirst().get("count").asLong();
			boolean complete = messages == accepted.cardinality() + PARKED;
			boolean good = complete && beside <= 2 * alone && load.tally().faults().isEmpty();
			System.out.printf(
					"%,d held events replayed in %.0f s (%,.0f/s) beside %,.0f live deliveries/s, whose p99 was "
							+ "%.1f ms before and %.1f ms meanwhile (%.1f x).%s  %,d messages, %s  %s%n",
					PARKED, took.toMillis() / 1000.0, PARKED * 1000.0 / took.toMillis(), PER_SECOND, alone, beside,
					beside / alone, load.tally().faults(), messages, complete ? "complete" : "NOT COMPLETE",
					good ? "met" : "MISSED");
			return good;
		}
	}

	// Of every two deliveries one is of the second channel, which nobody has connected.
	private void park(Database database, int first) {
		String key = this.waiting.channelKey(1);
		List<String> payloads = IntStream.range(first, first + 3 * PARKED)
			.filter((number) -> this.waiting.contact(number) % 2 == 1)
			.limit(PARKED)
			.mapToObj((number) -> new String(this.waiting.body(number), StandardCharsets.UTF_8))
			.toList();
		for (int from = 0; from < payloads.size(); from += AT_ONCE) {
			database.query("bench/cypher/park.cypher",
					Map.of("key", key, "payloads", payloads.subList(from, Math.min(payloads.size(), from + AT_ONCE))));
		}
		System.out.printf("%,d events are parked%n", payloads.size());
	}

	private Duration replay(Database database) {
		database.query("bench/cypher/connect-channel.cypher", Map.of("userId", this.waiting.userId(1), "key",
				this.waiting.channelKey(1), "externalId", this.waiting.phoneNumberId(1)));
		while (held(database) == PARKED) {
			Wait.pass(Duration.ofMillis(200));
		}
		long start = System.nanoTime();
		while (held(database) > 0) {
			if (System.nanoTime() - start > PATIENCE.toNanos()) {
				throw new IllegalStateException(
						"%,d events are still held after %d s.".formatted(held(database), PATIENCE.toSeconds()));
			}
			Wait.pass(Duration.ofSeconds(1));
		}
		return Duration.ofNanos(System.nanoTime() - start);
	}

	private static long held(Database database) {
		return database.query("bench/cypher/count-held.cypher", Map.of()).getFirst().get("count").asLong();
	}

}
