package dev.switchboard.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.switchboard.BoltProxy;
import dev.switchboard.Neo4jServer;
import dev.switchboard.kafka.DeliveriesTopic;
import dev.switchboard.kafka.KafkaBroker;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.neo4j.driver.Driver;

import org.springframework.util.FileSystemUtils;

/**
 * One run: copies behind a load balancer, load on them, three lanes of faults at the same
 * time, and the verdict when everything is up again.
 */
final class Rehearsal {

	private static final Duration UNTIL_STARTED = Duration.ofSeconds(60);

	private static final Duration UNTIL_ANSWERED = Duration.ofSeconds(120);

	/**
	 * Since less was waiting than ever before: how long all of it takes, depends on the
	 * machine.
	 */
	private static final Duration UNTIL_LESS_WAITS = Duration.ofSeconds(120);

	private static final Duration UNTIL_DRAINED = Duration.ofMinutes(20);

	/** A shorter run would wait for the erasures alone. */
	private static final Duration ERASES_FROM = Duration.ofMinutes(5);

	private static final Duration ERASURE = Duration.ofSeconds(120);

	/** How long a number changes hands in the short form. */
	private static final Duration SHORT = Duration.ofSeconds(40);

	private static final Duration UNTIL_REPLAYED = Duration.ofSeconds(60);

	private final Options options;

	private final Neo4jServer neo4j;

	private final Driver driver;

	private final Journal journal = new Journal(System.out);

	private final Ledger ledger;

	Rehearsal(Options options, Neo4jServer neo4j, Driver driver) {
		this.options = options;
		this.neo4j = neo4j;
		this.driver = driver;
		this.ledger = new Ledger(driver);
	}

	/** Returns what came of it, already printed. */
	Result run() {
		// Changes nothing where it can, and skips the test where the server is not ours
		// to break.
		this.neo4j.thaw();
		System.out.printf("%s%n", this.options);
		Path directory = emptied(this.options.directory());
		List<Copy> copies = new ArrayList<>();
		try (BoltProxy bolt = new BoltProxy(this.neo4j.uri());
				SmallDisk disk = new SmallDisk();
				KafkaBroker kafka = KafkaBroker.launch(directory.resolve("kafka"))) {
			IntStream.range(0, this.options.copies())
				.forEach((i) -> copies.add(new Copy("copy-" + (i + 1), directory,
						(i == 0) ? disk.directory() : directory.resolve("spool-" + (i + 1)), bolt.uri(), this.neo4j,
						arguments(disk, (i == this.options.copies() - 1) ? kafka : null))));
			Copy.startAll(copies);
			Account.CONNECTED_FROM_THE_START.forEach((account) -> account.connect(this.driver));
			this.ledger.handovers().connect();
			return underLoad(copies, bolt, kafka, disk);
		}
		finally {
			copies.forEach(Copy::close);
		}
	}

	private static String[] arguments(SmallDisk disk, KafkaBroker kafka) {
		List<String> arguments = new ArrayList<>(List.of("--switchboard.held.sweep-period=3s",
				// Longer than a copy remembers a channel, and not much longer.
				"--switchboard.erasure.delay=65s",
				disk.isMounted() ? "--switchboard.spool.min-free=0B" : "--switchboard.spool.max-size=4MB"));
		if (kafka != null) {
			arguments.addAll(List.of("--spring.profiles.active=kafka",
					"--camel.component.kafka.brokers=" + kafka.bootstrapServers(),
					"--switchboard.kafka.partitions=" + DeliveriesTopic.PARTITIONS,
					// A copy that was killed must not keep its partitions for long.
					"--camel.component.kafka.session-timeout-ms=6000",
					"--camel.component.kafka.heartbeat-interval-ms=1500"));
		}
		return arguments.toArray(String[]::new);
	}

	private Result underLoad(List<Copy> copies, BoltProxy bolt, KafkaBroker kafka, SmallDisk disk) {
		Instant start = Instant.now();
		try (Watch watch = new Watch(copies);
				Load load = new Load(copies, watch, new Deliveries(this.options.seed(), true), this.ledger)) {
			Scene scene = new Scene(this.neo4j, bolt, copies, kafka, disk, watch, this.options.longest());
			load.start(this.options.perSecond());
			breakThings(scene, start);
			load.end();
			List<String> failures = new ArrayList<>(settle(load, watch, kafka));
			failures.addAll(this.journal.failures());
			Result result = new Result(this.options, Duration.between(start, Instant.now()), this.ledger, watch,
					this.journal, Verdict.of(this.driver, this.ledger), failures);
			result.print();
			return result;
		}
	}

	private void breakThings(Scene scene, Instant start) {
		Instant half = start.plus(this.options.duration().dividedBy(2));
		Instant end = start.plus(this.options.duration());
		Random random = new Random(this.options.seed());
		Injector copies = new Injector(scene, new Random(random.nextLong()), this.journal, () -> {
		});
		// Without its database a copy cannot start, so one that is starting is given
		// time.
		Injector database = new Injector(scene, new Random(random.nextLong()), this.journal,
				() -> reached(() -> scene.copies().stream().allMatch(Copy::isUp), UNTIL_STARTED));
		Injector broker = new Injector(scene, new Random(random.nextLong()), this.journal, () -> {
		});
		if (this.options.isShort()) {
			atOnce(() -> {
				copies.inject(CopyFaults.few());
				copies.inject(CopyFaults.haltWhileReplaying(this::connectCarol));
			}, () -> database.inject(DatabaseFaults.few()), () -> broker.inject(KafkaFaults.few()),
					() -> changeHands(start.plus(SHORT)));
			return;
		}
		atOnce(() -> {
			copies.inject(CopyFaults::round, half);
			copies.inject(CopyFaults.haltWhileReplaying(this::connectCarol));
			if (Instant.now().isBefore(end)) {
				copies.inject(CopyFaults::round, end);
			}
		}, () -> database.inject((any) -> DatabaseFaults.round(), end),
				() -> broker.inject((any) -> KafkaFaults.round(), end), () -> changeHands(end));
	}

	private static void atOnce(Runnable... lanes) {
		CompletableFuture
			.allOf(Stream.of(lanes)
				.map((lane) -> CompletableFuture.runAsync(lane, Thread::startVirtualThread))
				.toArray(CompletableFuture[]::new))
			.join();
	}

	private void connectCarol() {
		persist(() -> Account.CAROLS_NUMBER.connect(this.driver));
		this.journal.note("connected " + Account.CAROLS_NUMBER.key());
	}

	/** No fault, but what users do meanwhile. */
	private void changeHands(Instant end) {
		Random random = new Random(this.options.seed());
		boolean erases = this.options.duration().compareTo(ERASES_FROM) >= 0;
		Instant lastErasure = end.minus(ERASURE);
		int changes = 0;
		while (Instant.now().isBefore(end)) {
			Scene.pass(Duration.ofMillis(3_000 + random.nextInt(12_000)));
			persist(this.ledger.handovers()::disconnect);
			Scene.pass(Duration.ofMillis(random.nextInt(2_000)));
			persist(this.ledger.handovers()::connect);
			changes++;
			if (erases && Instant.now().isBefore(lastErasure)) {
				persist(() -> this.ledger.erasures().request(Account.ALICES_NUMBER, Deliveries.person(random)));
			}
		}
		this.journal.note("a number changed hands %d times".formatted(changes));
	}

	/** Tried again, since the database may be away just now. */
	private static void persist(Runnable change) {
		Awaitility.await().ignoreExceptions().atMost(UNTIL_ANSWERED).until(() -> {
			change.run();
			return true;
		});
	}

	private List<String> settle(Load load, Watch watch, KafkaBroker kafka) {
		this.journal.note("no more faults, nothing new is sent");
		List<String> failures = new ArrayList<>();
		if (!reached(() -> load.open() == 0, UNTIL_ANSWERED)) {
			failures.add("%d deliveries are never answered 200".formatted(load.open()));
		}
		awaitDrained(watch, kafka);
		if (!watch.allIsWell()) {
			failures.add("a copy is not ready, or its spool not empty");
		}
		if (!reached(() -> lag(kafka) == 0, UNTIL_LESS_WAITS)) {
			failures.add("records in Kafka are not stored, or not committed");
		}
		if (!reached(() -> this.ledger.erasures().waiting() == 0, ERASURE)) {
			failures.add("%d contacts are not erased".formatted(this.ledger.erasures().waiting()));
		}
		if (!reached(() -> parked() == 0, UNTIL_REPLAYED)) {
			failures.add("%d events stay parked though their channel is connected".formatted(parked()));
		}
		return failures;
	}

	private void awaitDrained(Watch watch, KafkaBroker kafka) {
		long least = Long.MAX_VALUE;
		Instant end = Instant.now().plus(UNTIL_DRAINED);
		Instant until = Instant.now().plus(UNTIL_LESS_WAITS);
		while (Instant.now().isBefore(until) && Instant.now().isBefore(end)) {
			long waiting = watch.waiting() + lag(kafka);
			if (waiting == 0 && watch.allIsWell()) {
				return;
			}
			if (waiting < least) {
				least = waiting;
				until = Instant.now().plus(UNTIL_LESS_WAITS);
			}
			Scene.pass(Duration.ofMillis(500));
		}
	}

	private static long lag(KafkaBroker kafka) {
		return new DeliveriesTopic(kafka, DeliveriesTopic.NAME).lag();
	}

	private long parked() {
		return this.driver
			.executableQuery("MATCH (held:HeldEvent) WHERE held.channelKey IN ['%s', '%s'] RETURN count(*) AS parked"
				.formatted(Account.CAROLS_NUMBER.key(), Account.CHANGING_NUMBER.key()))
			.execute()
			.records()
			.getFirst()
			.get("parked")
			.asLong();
	}

	private static boolean reached(Callable<Boolean> goal, Duration patience) {
		try {
			Awaitility.await().atMost(patience).pollInterval(Duration.ofMillis(200)).until(goal);
			return true;
		}
		catch (ConditionTimeoutException ex) {
			return false;
		}
	}

	private static Path emptied(Path directory) {
		try {
			FileSystemUtils.deleteRecursively(directory);
			return Files.createDirectories(directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
