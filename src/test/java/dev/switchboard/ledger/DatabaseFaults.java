package dev.switchboard.ledger;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/** What happens to the database and on the way to it. */
final class DatabaseFaults {

	private static final Duration SHORT = Duration.ofSeconds(2);

	private static final Duration LONG = Duration.ofSeconds(15);

	private static final Duration A_MOMENT = Duration.ofMillis(1);

	private static final int MOST_DELAY_SECONDS = 5;

	private DatabaseFaults() {
	}

	/**
	 * What the short form does: a server that was stopped would be cold for the rest of
	 * it.
	 */
	static List<Fault> few() {
		return List.of(new Fault("bolt: swallows all", DatabaseFaults::swallow),
				new Fault("bolt: half-open", DatabaseFaults::halfOpen), new Fault("bolt: cut", DatabaseFaults::cut));
	}

	/** A round: each kind once. */
	static List<Fault> round() {
		return List.of(new Fault("neo4j: kill -9", DatabaseFaults::kill),
				new Fault("neo4j: stopped", DatabaseFaults::stop), new Fault("neo4j: SIGSTOP", DatabaseFaults::freeze),
				new Fault("neo4j: away, and no room in a spool", DatabaseFaults::fillSpool),
				new Fault("bolt: cut", DatabaseFaults::cut), new Fault("bolt: slow", DatabaseFaults::slow),
				new Fault("bolt: half-open", DatabaseFaults::halfOpen),
				new Fault("bolt: swallows all", DatabaseFaults::swallow));
	}

	private static String kill(Scene scene, Random random) {
		scene.neo4j().kill();
		scene.pass(random, A_MOMENT, LONG);
		scene.neo4j().start();
		return "";
	}

	private static String stop(Scene scene, Random random) {
		scene.neo4j().stop();
		scene.pass(random, A_MOMENT, LONG);
		scene.neo4j().start();
		return "";
	}

	private static String freeze(Scene scene, Random random) {
		scene.neo4j().freeze();
		scene.pass(random, SHORT, LONG);
		scene.neo4j().thaw();
		return "";
	}

	private static String fillSpool(Scene scene, Random random) {
		scene.disk().fill();
		scene.neo4j().kill();
		scene.pass(random, SHORT, LONG);
		scene.disk().clear();
		scene.neo4j().start();
		return scene.disk().isMounted() ? "a full disk" : "the spool's limit";
	}

	private static String cut(Scene scene, Random random) {
		scene.bolt().cut();
		return "";
	}

	private static String slow(Scene scene, Random random) {
		Duration delay = SHORT.plusMillis(random.nextInt(MOST_DELAY_SECONDS * 1000));
		scene.bolt().delay(delay);
		scene.pass(random, SHORT, LONG);
		scene.bolt().mend();
		return "by %.1f s".formatted(delay.toMillis() / 1000.0);
	}

	private static String halfOpen(Scene scene, Random random) {
		scene.bolt().halfOpen();
		return "";
	}

	private static String swallow(Scene scene, Random random) {
		scene.bolt().swallow();
		scene.pass(random, SHORT, LONG);
		scene.bolt().mend();
		return "";
	}

}
