package dev.switchboard.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;

import org.springframework.util.StringUtils;

/**
 * Runs the phases one after the other. The database stays the same one, so that its JVM
 * is warm in all of them; the application is a new process in each that needs one.
 */
class Phases {

	private static final Duration SETTLING = Duration.ofSeconds(5);

	/** What is measured is the way into the graph, however long it takes. */
	private static final String WITHOUT_SPOOL = "--switchboard.webhook.patience=60s";

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
		System.out.printf("%d s of warm-up for each phase, then %d s measured%n", this.options.warmUp().toSeconds(),
				this.options.measured().toSeconds());
		try (Database database = Database.start(this.directory, this.deliveries)) {
			Result alone = alone(database);
			// No server is faster than its database, so that is enough to sign.
			Result[] server = server("Switchboard", database, alone.perSecond(), true);
			Result single = server("Switchboard, max-rows=1", database, server[0].perSecond(), false,
					"--switchboard.cypher.max-rows=1")[0];
			System.out.printf("%n%s%n", new Targets(alone, server[0], server[1], single).report());
			System.out.printf("%-36s %s%n", "every 200 in the graph exactly once", this.passed ? "yes" : "NO");
			return this.passed;
		}
	}

	private Result alone(Database database) {
		DriverAlone driver = new DriverAlone(database.driver(), this.deliveries);
		driver.introduceContacts();
		Result result = driver.measure("driver alone, 2 writers", this.options.warmUp(), this.options.measured());
		this.next = driver.next();
		return show(result);
	}

	private Result[] server(String name, Database database, double most, boolean thenHalf, String... arguments) {
		BitSet accepted = new BitSet();
		System.out.println("deleting the messages of the phase before");
		database.clear();
		Result[] results = new Result[2];
		try (Application application = Application.start(this.directory, database,
				StringUtils.addStringToArray(arguments, WITHOUT_SPOOL))) {
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

	private Result asFastAsItGoes(String name, Application application, double most, BitSet accepted) {
		int count = this.options.deliveriesAt(most);
		try (SignedRequests requests = sign(count);
				Load load = new Load(application.port(), this.options.connections(), requests, count, accepted)) {
			load.start(Pace.asAnswered());
			load.warmUp(this.options.warmUp());
			Commits before = application.commits();
			load.beginCounting();
			Wait.pass(this.options.measured());
			load.endCounting();
			Commits commits = application.commits().since(before);
			if (load.ranOut()) {
				throw new IllegalStateException(("%s took all %,d deliveries before the time was over: "
						+ "sign more of them in Options.deliveriesAt().")
					.formatted(name, count));
			}
			load.end();
			return Result.of(name, load.tally(), commits);
		}
	}

	// The first seconds measure how the load generator opens its connections.
	private Result atRate(String name, Application application, double perSecond, BitSet accepted) {
		Duration time = this.options.measured();
		int count = (int) (perSecond * time.plus(SETTLING).toSeconds());
		try (SignedRequests requests = sign(count);
				Load load = new Load(application.port(), this.options.connections(), requests, count, accepted)) {
			load.start(Pace.fixedRate(perSecond));
			load.warmUp(SETTLING);
			Commits before = application.commits();
			load.beginCounting();
			load.awaitAllSent(time);
			load.end();
			load.endCounting();
			return Result.of(name, load.tally(), application.commits().since(before));
		}
	}

	private SignedRequests sign(int count) {
		SignedRequests requests = SignedRequests.sign(this.deliveries, Application.SECRET, this.next, count);
		this.next += count;
		return requests;
	}

	private static Result show(Result result) {
		System.out.printf("%s: %,.0f deliveries/s.%s%n", result.name(), result.perSecond(), result.remark());
		return result;
	}

}
