package dev.switchboard.ledger;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Collectors;

/** What happens to copies of the application, one at a time. */
final class CopyFaults {

	/** On the way to the answer. */
	private static final List<String> STEPS = List.of("after whatsapp-webhook-receive", "before message-merge",
			"after message-merge", "before whatsapp-webhook-reply", "after whatsapp-webhook-reply");

	/** Only reached while the database is away, or when it is back. */
	private static final List<String> SPOOL_STEPS = List.of("before accept-spool", "after accept-spool",
			"after drain-delivery-deliver", "after drain-delivery-remove");

	/** On the way through Kafka. */
	private static final List<String> KAFKA_STEPS = List.of("before enqueue-send", "after enqueue-send",
			"after dequeue-process", "before dequeue-commit", "after dequeue-commit");

	private static final String REPLAY_STEP = "after replay-page-process";

	private static final Duration UNTIL_RESTARTED = Duration.ofSeconds(3);

	private static final Duration SHORT = Duration.ofSeconds(1);

	private static final Duration LONG = Duration.ofSeconds(20);

	private static final Duration UNTIL_SPOOLED = Duration.ofSeconds(3);

	private static final Duration UNTIL_REACHED = Duration.ofSeconds(15);

	private static final int MOST_TIMES = 30;

	private static final int TERMINATED = 143;

	private CopyFaults() {
	}

	/** What the short form does to copies before a channel is connected. */
	static List<Fault> few() {
		return List.of(haltAt("after message-merge"));
	}

	/** A round: each kind once, with some steps of those that there are. */
	static List<Fault> round(Random random) {
		return List.of(new Fault("copy: kill -9", CopyFaults::kill), new Fault("copy: SIGTERM", CopyFaults::terminate),
				new Fault("copy: SIGSTOP", CopyFaults::freeze), haltAt(oneOf(STEPS.subList(0, 2), random)),
				haltAt(oneOf(STEPS.subList(2, STEPS.size()), random)), haltWhileSpooling(oneOf(SPOOL_STEPS, random)),
				haltWithKafkaAt(oneOf(KAFKA_STEPS, random)));
	}

	private static String oneOf(List<String> steps, Random random) {
		return steps.get(random.nextInt(steps.size()));
	}

	private static Fault haltWithKafkaAt(String step) {
		return new Fault("copy: halted " + step, (scene, random) -> {
			Copy copy = scene.copyWithKafka();
			copy.arm(step, 1 + random.nextInt(MOST_TIMES));
			return copy.hasHalted(UNTIL_REACHED) ? restart(scene, random, copy) : null;
		});
	}

	private static Fault haltAt(String step) {
		return new Fault("copy: halted " + step, (scene, random) -> {
			Copy copy = scene.anyCopy(random);
			copy.arm(step, 1 + random.nextInt(MOST_TIMES));
			return copy.hasHalted(UNTIL_REACHED) ? restart(scene, random, copy) : null;
		});
	}

	/** The way to the database is blocked for a moment, so that there is a spool. */
	private static Fault haltWhileSpooling(String step) {
		return new Fault("copy: halted " + step, (scene, random) -> {
			Copy copy = scene.anyCopy(random);
			copy.arm(step, 1 + random.nextInt(MOST_TIMES));
			scene.bolt().swallow();
			Scene.pass(UNTIL_SPOOLED);
			scene.bolt().mend();
			return copy.hasHalted(UNTIL_REACHED) ? restart(scene, random, copy) : null;
		});
	}

	/**
	 * The channel of events that were parked is connected, and who replays them ends
	 * while doing so.
	 */
	static Fault haltWhileReplaying(Runnable connect) {
		return new Fault("copy: halted " + REPLAY_STEP, (scene, random) -> {
			scene.copies().forEach((copy) -> copy.arm(REPLAY_STEP, 1 + random.nextInt(MOST_TIMES)));
			connect.run();
			List<Copy> halted = scene.copies().stream().filter((copy) -> copy.hasHalted(UNTIL_REACHED)).toList();
			scene.pass(random, Duration.ofMillis(1), UNTIL_RESTARTED);
			Copy.startAll(halted);
			return halted.isEmpty() ? null : halted.stream().map(Copy::name).collect(Collectors.joining(", "));
		});
	}

	private static String kill(Scene scene, Random random) {
		Copy copy = scene.anyCopy(random);
		copy.kill();
		return restart(scene, random, copy);
	}

	private static String terminate(Scene scene, Random random) {
		Copy copy = scene.anyCopy(random);
		OptionalInt code = copy.terminate();
		if (code.isEmpty() || code.getAsInt() != TERMINATED) {
			copy.kill();
			restart(scene, random, copy);
			throw new IllegalStateException("%s was told to stop and ended with %s".formatted(copy.name(), code));
		}
		return restart(scene, random, copy);
	}

	private static String freeze(Scene scene, Random random) {
		Copy copy = scene.anyCopy(random);
		copy.freeze();
		scene.pass(random, SHORT, LONG);
		copy.thaw();
		return copy.name();
	}

	private static String restart(Scene scene, Random random, Copy copy) {
		scene.pass(random, Duration.ofMillis(1), UNTIL_RESTARTED);
		copy.start();
		return copy.name();
	}

}
