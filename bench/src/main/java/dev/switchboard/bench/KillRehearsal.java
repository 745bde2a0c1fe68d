package dev.switchboard.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;

/**
 * Kills the application in the middle of a load, starts it again, and sends every
 * delivery a second time, as a platform does that got no answer.
 */
class KillRehearsal {

	private static final Duration UNTIL_KILL = Duration.ofSeconds(20);

	private static final Duration UNTIL_NOTICED = Duration.ofSeconds(1);

	private static final int MOST_PER_SECOND = 10_000;

	private final Options options;

	private final Path directory;

	private final Deliveries deliveries;

	KillRehearsal(Options options, Path directory) {
		this.options = options;
		this.directory = directory;
		this.deliveries = new Deliveries(options.contacts(), options.channels());
	}

	/** Returns whether nothing was lost and nothing doubled. */
	boolean run() {
		int most = (int) UNTIL_KILL.toSeconds() * MOST_PER_SECOND;
		try (Database database = Database.start(this.directory, this.deliveries);
				SignedRequests requests = SignedRequests.sign(this.deliveries, Application.SECRET, 0, most)) {
			BitSet accepted = new BitSet();
			int sent = sendUntilKilled(database, requests, accepted);
			System.out.printf("killed after %d s: %,d sent, %,d answered 200, %,d not answered%n",
					UNTIL_KILL.toSeconds(), sent, accepted.cardinality(), sent - accepted.cardinality());
			try (Application application = Application.start(this.directory, database)) {
				Check killed = check("after the restart", database, accepted);
				replay(application, requests, sent, accepted);
				Check replayed = check("after all were sent again", database, accepted);
				boolean complete = replayed.found() == sent && replayed.answered() == sent;
				System.out.printf("nothing lost, nothing doubled: %s%n",
						(killed.passed() && replayed.passed() && complete) ? "yes" : "NO");
				return killed.passed() && replayed.passed() && complete;
			}
		}
	}

	private int sendUntilKilled(Database database, SignedRequests requests, BitSet accepted) {
		try (Application application = Application.start(this.directory, database);
				Load load = new Load(application.port(), this.options.connections(), requests, requests.size(),
						accepted)) {
			load.start(Pace.asAnswered());
			Wait.pass(UNTIL_KILL);
			application.kill();
			Wait.pass(UNTIL_NOTICED);
			return load.end();
		}
	}

	private void replay(Application application, SignedRequests requests, int sent, BitSet accepted) {
		try (Load load = new Load(application.port(), this.options.connections(), requests, sent, accepted)) {
			load.start(Pace.asAnswered());
			load.awaitAllSent(UNTIL_KILL.multipliedBy(10));
			load.end();
			System.out.printf("sent again: %,d.%s%n", sent, load.tally().faults());
		}
	}

	private Check check(String when, Database database, BitSet accepted) {
		Check check = Check.of(database, this.deliveries, accepted);
		System.out.printf("%s: %s%n", when, check);
		return check;
	}

}
