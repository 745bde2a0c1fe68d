package dev.switchboard.ledger;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/** What happens to the broker that one of the copies has. */
final class KafkaFaults {

	private static final Duration A_MOMENT = Duration.ofMillis(1);

	private static final Duration SHORT = Duration.ofSeconds(2);

	private static final Duration LONG = Duration.ofSeconds(15);

	private KafkaFaults() {
	}

	/** What the short form does. */
	static List<Fault> few() {
		return List.of(new Fault("kafka: kill -9", KafkaFaults::kill));
	}

	/** A round: each kind once. */
	static List<Fault> round() {
		return List.of(new Fault("kafka: kill -9", KafkaFaults::kill), new Fault("kafka: stopped", KafkaFaults::stop),
				new Fault("kafka: SIGSTOP", KafkaFaults::freeze));
	}

	private static String kill(Scene scene, Random random) {
		scene.kafka().kill();
		scene.pass(random, A_MOMENT, LONG);
		scene.kafka().start();
		return "";
	}

	private static String stop(Scene scene, Random random) {
		scene.kafka().stop();
		scene.pass(random, A_MOMENT, LONG);
		scene.kafka().start();
		return "";
	}

	private static String freeze(Scene scene, Random random) {
		scene.kafka().freeze();
		scene.pass(random, SHORT, LONG);
		scene.kafka().thaw();
		return "";
	}

}
