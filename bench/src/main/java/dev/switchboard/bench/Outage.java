package dev.switchboard.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;

/**
 * Takes the database away for a minute under a steady load, killed and then frozen, and
 * looks how long the senders wait and how soon the lag is gone.
 */
class Outage {

	private static final double PER_SECOND = 500;

	private static final Duration SETTLING = Duration.ofSeconds(10);

	private static final Duration AWAY = Duration.ofSeconds(60);

	/** About what the database takes to start and to recover. */
	private static final Duration START = Duration.ofSeconds(20);

	private static final Duration PATIENCE = Duration.ofMinutes(5);

	private static final double MOST_MILLIS = 250;

	private static final Duration MOST_LAG = Duration.ofSeconds(60);

	private final Options options;

	private final Path directory;

	private final Deliveries deliveries;

	private int next;

	private boolean passed = true;

	Outage(Options options, Path directory) {
		this.options = options;
		this.directory = directory;
		this.deliveries = new Deliveries(options.contacts(), options.channels());
	}

	/** Returns whether all was answered in time, stored once, and the lag gone soon. */
	boolean run() {
		try (Database database = Database.start(this.directory, this.deliveries)) {
			this.next = database.introduceContacts(this.deliveries);
			return run(database);
		}
	}

	private boolean run(Database database) {
		BitSet accepted = new BitSet();
		try (Application application = Application.start(this.directory, database)) {
			during(application, accepted, this.options.warmUp(), AWAY, "frozen", database::freeze, database::thaw);
			during(application, accepted, SETTLING, AWAY.minus(START), "killed", database::kill, database::restart);
			Check check = Check.of(database, this.deliveries, accepted);
			System.out.println(check);
			return this.passed && check.passed();
		}
	}

	private void during(Application application, BitSet accepted, Duration warmUp, Duration pause, String how,
			Runnable away, Runnable back) {
		int count = (int) (PER_SECOND * warmUp.plus(AWAY).plus(PATIENCE).toSeconds());
		try (SignedRequests requests = SignedRequests.sign(this.deliveries::body, Application.SECRET, this.next, count);
				Load load = new Load(application.port(), this.options.connections(), requests, count, accepted)) {
			load.start(Pace.rising(PER_SECOND, warmUp));
			load.warmUp(warmUp);
			untilDrained(application);
			load.beginCounting();
			long start = System.nanoTime();
			away.run();
			Wait.pass(pause);
			back.run();
			Duration gone = Duration.ofNanos(System.nanoTime() - start);
			load.endCounting();
			double p50 = load.tally().millis(50);
			double p99 = load.tally().millis(99);
			long depth = application.spooled();
			Duration lag = untilDrained(application);
			this.next += load.end();
			boolean good = p99 < MOST_MILLIS && lag.compareTo(MOST_LAG) < 0 && load.tally().faults().isEmpty();
			this.passed &= good;
			System.out.printf(
					"database %s for %d s at %,.0f deliveries/s: p50 %.1f ms, p99 %.1f ms, %,d spooled; "
							+ "the lag was gone %.1f s after it was back.%s  %s%n",
					how, gone.toSeconds(), PER_SECOND, p50, p99, depth, lag.toMillis() / 1000.0, load.tally().faults(),
					good ? "met" : "MISSED");
		}
	}

	private static Duration untilDrained(Application application) {
		long start = System.nanoTime();
		while (application.spooled() > 0) {
			if (System.nanoTime() - start > PATIENCE.toNanos()) {
				throw new IllegalStateException("The spool is not empty after %d s.".formatted(PATIENCE.toSeconds()));
			}
			Wait.pass(Duration.ofMillis(200));
		}
		return Duration.ofNanos(System.nanoTime() - start);
	}

}
