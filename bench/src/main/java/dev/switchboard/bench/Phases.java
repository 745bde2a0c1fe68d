package dev.switchboard.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;

/** Runs the phases one after the other, each against a database of its own. */
class Phases {

	private final Options options;

	private final Deliveries deliveries;

	private final Path directory;

	private int next;

	private boolean passed = true;

	Phases(Options options, Path directory) {
		this.options = options;
		this.deliveries = new Deliveries(options.contacts(), options.channels());
		this.directory = directory;
	}

	/** Returns whether every delivery that was answered 200 was found exactly once. */
	boolean run() {
		Result alone = alone();
		// No server is faster than its database, so that is enough to sign.
		Result[] server = server("Switchboard", alone.perSecond(), true);
		Result single = server("Switchboard, max-rows=1", server[0].perSecond(), false,
				"--switchboard.cypher.max-rows=1")[0];
		System.out.printf("%n%s%n", new Targets(alone, server[0], server[1], single).report());
		System.out.printf("%-36s %s%n", "every 200 in the graph exactly once", this.passed ? "yes" : "NO");
		return this.passed;
	}

	private Result alone() {
		String name = "driver alone, 2 writers";
		announce(name);
		try (Database database = Database.start(this.directory, this.deliveries)) {
			DriverAlone driver = new DriverAlone(database.driver(), this.deliveries);
			introduceContacts(driver, new BitSet());
			double perSecond = driver.measure(this.next, this.options.warmUp(), this.options.measured());
			long rows = (long) (perSecond * this.options.measured().toSeconds());
			return show(new Result(name, perSecond, 0, 0, new Commits(rows / DriverAlone.ROWS, rows), ""));
		}
	}

	private Result[] server(String name, double most, boolean thenHalf, String... arguments) {
		announce(name);
		BitSet accepted = new BitSet();
		try (Database database = Database.start(this.directory, this.deliveries)) {
			introduceContacts(new DriverAlone(database.driver(), this.deliveries), accepted);
			Result[] results = new Result[2];
			try (Application application = Application.start(this.directory, database, arguments)) {
				results[0] = show(asFastAsItGoes(name, application, most, accepted));
				if (thenHalf) {
					results[1] = show(atRate(name + ", half", application, results[0].perSecond() / 2, accepted));
				}
			}
			Check check = Check.of(database, this.deliveries, accepted);
			System.out.println("  " + check);
			this.passed &= check.passed();
			return results;
		}
	}

	private Result asFastAsItGoes(String name, Application application, double most, BitSet accepted) {
		int count = this.options.deliveriesAt(most);
		try (SignedRequests requests = sign(count);
				Load load = new Load(application.port(), this.options.connections(), requests, count, accepted)) {
			load.start(Pace.asAnswered());
			Wait.pass(this.options.warmUp());
			Commits before = application.commits();
			load.beginCounting();
			Wait.pass(this.options.measured());
			Tally tally = load.endCounting();
			Commits commits = application.commits().since(before);
			if (load.ranOut()) {
				throw new IllegalStateException(
						"%s took all %,d deliveries before the time was over: sign more of them "
								+ "in Options.deliveriesAt().".formatted(name, count));
			}
			load.end();
			return Result.of(name, tally, commits);
		}
	}

	private Result atRate(String name, Application application, double perSecond, BitSet accepted) {
		Duration time = this.options.measured();
		int count = (int) (perSecond * time.toSeconds());
		try (SignedRequests requests = sign(count);
				Load load = new Load(application.port(), this.options.connections(), requests, count, accepted)) {
			Commits before = application.commits();
			load.beginCounting();
			load.start(Pace.fixedRate(perSecond));
			load.awaitAllSent(time);
			load.end();
			Tally tally = load.endCounting();
			return Result.of(name, tally, application.commits().since(before));
		}
	}

	private SignedRequests sign(int count) {
		SignedRequests requests = SignedRequests.sign(this.deliveries, Application.SECRET, this.next, count);
		this.next += count;
		return requests;
	}

	private void introduceContacts(DriverAlone driver, BitSet accepted) {
		driver.introduceContacts(this.next);
		accepted.set(this.next, this.next + this.options.contacts());
		this.next += this.options.contacts();
	}

	private void announce(String name) {
		System.out.printf("%s: %d s of warm-up, then %d s measured%n", name, this.options.warmUp().toSeconds(),
				this.options.measured().toSeconds());
	}

	private static Result show(Result result) {
		System.out.printf("%s%n%s%n  %s%n", Result.HEADER, result, result.remark());
		return result;
	}

}
