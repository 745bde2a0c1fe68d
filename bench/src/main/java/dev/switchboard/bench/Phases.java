package dev.switchboard.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.function.IntFunction;

import org.springframework.util.StringUtils;

/**
 * Runs the phases one after the other. The database stays the same one, so that its JVM
 * is warm in all of them; the application is a new process in each that needs one.
 */
class Phases {

	private static final Duration SETTLING = Duration.ofSeconds(5);

	private static final Duration INTRODUCTION = Duration.ofMinutes(10);

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
			DriverAlone driver = new DriverAlone(database, this.deliveries);
			Result alone = alone(driver);
			// No server is faster than its database, so that is enough to sign.
			Result[] server = server("Switchboard", database, this.deliveries, alone.perSecond(), true);
			Result real = real(database, server[0].perSecond());
			Result single = server("Switchboard, max-rows=1", database, this.deliveries, server[0].perSecond(), false,
					"--switchboard.cypher.max-rows=1")[0];
			Result smallest = smallest(database, driver);
			System.out.printf("%n%s%n", new Targets(smallest, alone, server[0], server[1], real, single).report());
			System.out.printf("%-36s %s%n", "every 200 in the graph exactly once", this.passed ? "yes" : "NO");
			return this.passed;
		}
	}

	private Result alone(DriverAlone driver) {
		driver.introduceContacts();
		Result result = driver.measure("driver, our statement", driver.mergeMessage(), this.options.warmUp(),
				this.options.measured());
		this.next = driver.next();
		return show(result);
	}

	// The last one, because it leaves millions of messages.
	private Result smallest(Database database, DriverAlone driver) {
		database.prepareSmallest();
		return show(driver.measure("driver, smallest write", driver.smallest(), this.options.warmUp(),
				this.options.measured()));
	}

	/**
	 * The people are introduced to another process of the application, so that this one has
	 * nobody in its memory when it starts.
	 */
	private Result real(Database database, double most) {
		RealTraffic traffic = new RealTraffic(this.deliveries, this.next);
		introduce(database, traffic::introduction,
				this.deliveries.contacts() + RealTraffic.quietPeople(this.options.deliveriesAt(most)));
		return server("real traffic", database, new RealTraffic(this.deliveries, this.next), most, false)[0];
	}

	private void introduce(Database database, IntFunction<byte[]> bodies, int people) {
		System.out.printf("%,d people write for the first time%n", people);
		BitSet accepted = new BitSet();
		try (Application application = Application.start(this.directory, database, WITHOUT_SPOOL);
				SignedRequests requests = sign(bodies, people);
				Load load = new Load(application.port(), this.options.connections(), requests, people, accepted)) {
			load.start(Pace.asAnswered());
			load.awaitAllSent(INTRODUCTION);
			load.end();
		}
		if (accepted.cardinality() < people) {
			throw new IllegalStateException(
					"%,d of %,d people could not be introduced; the application's log is in %s"
						.formatted(people - accepted.cardinality(), people, this.directory));
		}
	}

	private Result[] server(String name, Database database, Traffic traffic, double most, boolean thenHalf,
			String... arguments) {
		BitSet accepted = new BitSet();
		System.out.println("deleting the messages of the phase before");
		database.clear();
		Result[] results = new Result[2];
		try (Application application = Application.start(this.directory, database,
				StringUtils.addStringToArray(arguments, WITHOUT_SPOOL))) {
			results[0] = show(asFastAsItGoes(name, application, database, traffic, most, accepted));
			if (thenHalf) {
				results[1] = show(atRate(name + ", half", application, database, traffic, results[0].perSecond() / 2,
						accepted));
			}
		}
		Check check = Check.of(database, traffic, accepted);
		System.out.println("  " + check);
		this.passed &= check.passed();
		return results;
	}

	private Result asFastAsItGoes(String name, Application application, Database database, Traffic traffic, double most,
			BitSet accepted) {
		int count = this.options.deliveriesAt(most);
		try (SignedRequests requests = sign(traffic::body, count);
				Load load = new Load(application.port(), this.options.connections(), requests, count, accepted)) {
			load.start(Pace.asAnswered());
			double warmingUp = load.warmUp(this.options.warmUp());
			Commits before = application.commits();
			Cost costBefore = cost(application, database);
			load.beginCounting();
			Wait.pass(this.options.measured());
			load.endCounting();
			Cost cost = cost(application, database).since(costBefore);
			Commits commits = application.commits().since(before);
			if (load.ranOut()) {
				throw new IllegalStateException(("%s took all %,d deliveries before the time was over: "
						+ "sign more of them in Options.deliveriesAt().")
					.formatted(name, count));
			}
			load.end();
			return Result.of(name, load.tally(), commits, cost, warmingUp);
		}
	}

	// The first seconds measure how the load generator opens its connections.
	private Result atRate(String name, Application application, Database database, Traffic traffic, double perSecond,
			BitSet accepted) {
		Duration time = this.options.measured();
		int count = (int) (perSecond * time.plus(SETTLING).toSeconds());
		try (SignedRequests requests = sign(traffic::body, count);
				Load load = new Load(application.port(), this.options.connections(), requests, count, accepted)) {
			load.start(Pace.fixedRate(perSecond));
			load.warmUp(SETTLING);
			Commits before = application.commits();
			Cost costBefore = cost(application, database);
			load.beginCounting();
			load.awaitAllSent(time);
			load.end();
			load.endCounting();
			Cost cost = cost(application, database).since(costBefore);
			return Result.of(name, load.tally(), application.commits().since(before), cost, 0);
		}
	}

	private static Cost cost(Application application, Database database) {
		return new Cost(application.processorTime(), database.processorTime(), database.processorTimeBehindCommits());
	}

	private SignedRequests sign(IntFunction<byte[]> bodies, int count) {
		SignedRequests requests = SignedRequests.sign(bodies, Application.SECRET, this.next, count);
		this.next += count;
		return requests;
	}

	private static Result show(Result result) {
		System.out.printf("%s: %,.0f deliveries/s.%s%n", result.name(), result.perSecond(), result.remark());
		return result;
	}

}
