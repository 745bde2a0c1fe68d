package dev.switchboard.ledger;

import java.net.ConnectException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.switchboard.ApiClient;
import dev.switchboard.BoltProxy;
import dev.switchboard.Neo4jServer;
import dev.switchboard.ConcurrentNeo4jTest;
import dev.switchboard.inbox.EventStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.driver.Driver;

import org.springframework.mock.env.MockEnvironment;

import static dev.switchboard.ApiClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** Two copies on one database, which know nothing of each other, and how one ends. */
@ConcurrentNeo4jTest
class SeveralCopiesIT {

	private static final Duration SOON = Duration.ofSeconds(60);

	private static final int AT_ONCE = 50;

	private static final Duration SLOW = Duration.ofMillis(250);

	/** Longer than the slow database takes: whatever is in flight waits for it. */
	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final Duration IN_TIME = Duration.ofSeconds(30);

	private static final int TERMINATED = 143;

	private static BoltProxy bolt;

	private static List<Copy> copies;

	private Ledger ledger;

	@BeforeAll
	static void prepare(Neo4jServer server, @TempDir Path spools) {
		bolt = new BoltProxy(server.uri());
		copies = IntStream.rangeClosed(1, 2)
			.mapToObj((i) -> new Copy("several-" + i, Path.of("target/several-copies"), spools.resolve("spool-" + i),
					bolt.uri(), server, "--switchboard.webhook.patience=" + PATIENCE.toSeconds() + "s",
					"--switchboard.accounts.breach-list="))
			.toList();
	}

	@AfterAll
	static void end() {
		copies.forEach(Copy::close);
		bolt.close();
	}

	@BeforeEach
	void bothAreUp(Driver driver) {
		this.ledger = new Ledger(driver);
		Copy.startAll(copies.stream().filter((copy) -> !copy.isUp()).toList());
		Account.CONNECTED_FROM_THE_START.forEach((account) -> account.connect(driver));
	}

	@Test
	void whatBothGetAtTheSameMomentIsStoredOnce(Driver driver) throws Exception {
		Deliveries deliveries = new Deliveries(1);
		List<Delivery> sent = Stream.generate(deliveries::next).limit(100).flatMap(List::stream).toList();
		List<Delivery> all = new ArrayList<>(Collections.nCopies(50, sent.getFirst()));
		all.addAll(sent);

		List<Boolean> answers = postToBoth(all);
		settle();

		assertThat(answers).hasSize(2 * all.size()).containsOnly(true);
		assertThat(Verdict.of(driver, this.ledger).violations()).isEmpty();
	}

	@Test
	void whenOneIsKilledTheOtherGoesOn(Driver driver) throws Exception {
		Deliveries deliveries = new Deliveries(2);
		List<Delivery> sent = Stream.generate(deliveries::next).limit(100).flatMap(List::stream).toList();
		List<Boolean> answers;
		try (Client client = new Client(this.ledger);
				ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<Boolean>> lost = sent.stream()
				.map((delivery) -> threads.submit(() -> client.post(copies.getFirst(), delivery)))
				.toList();
			copies.getFirst().kill();
			answers = results(sent.stream()
				.map((delivery) -> threads.submit(() -> client.post(copies.getLast(), delivery)))
				.toList());
			results(lost);
		}
		settle();

		assertThat(answers).containsOnly(true);
		assertThat(Verdict.of(driver, this.ledger).violations()).isEmpty();
	}

	@Test
	void whatIsInFlightIsAnsweredAndStoredWhenOneIsToldToStopAndNothingNewIsTakenAndStreamsEnd(Driver driver)
			throws Exception {
		stopUnderLoad(copies.getFirst(), new Deliveries(3));
		bolt.mend();
		copies.getFirst().start();
		settle();

		assertThat(Verdict.of(driver, this.ledger).violations()).isEmpty();
		stopWithAnOpenStream(copies.getFirst());
	}

	private void stopUnderLoad(Copy copy, Deliveries deliveries) throws Exception {
		List<Delivery> sent = Stream.generate(deliveries::next).limit(AT_ONCE).map(List::getFirst).toList();
		try (Client client = new Client(this.ledger);
				ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			bolt.delay(SLOW);
			List<Future<Boolean>> answers = sent.stream()
				.map((delivery) -> threads.submit(() -> client.post(copy, delivery)))
				.toList();
			await().atMost(SOON).pollInterval(Duration.ofMillis(10)).until(() -> copy.inFlight() == AT_ONCE);

			Instant told = Instant.now();
			OptionalInt code = copy.terminate();

			assertThat(code).hasValue(TERMINATED);
			assertThat(Duration.between(told, Instant.now())).isLessThan(IN_TIME);
			for (Future<Boolean> answer : answers) {
				assertThat(answer.get()).as(this.ledger.toString()).isTrue();
			}
			assertThatExceptionOfType(ConnectException.class)
				.isThrownBy(() -> new Socket(copy.webhook("whatsapp").getHost(), copy.webhook("whatsapp").getPort()));
		}
	}

	private static void stopWithAnOpenStream(Copy copy) {
		ApiClient api = new ApiClient(new MockEnvironment().withProperty("local.server.port",
				Integer.toString(copy.webhook("whatsapp").getPort())));
		String token = json(api.signUp("bob").post("/api/tokens", Map.of("name", "a program"))).get("token").asText();
		try (EventStream stream = EventStream.open(api.withToken(token).to("/api/stream"))) {
			assertThat(stream.status()).isEqualTo(200);

			Instant told = Instant.now();
			OptionalInt code = copy.terminate();

			assertThat(code).hasValue(TERMINATED);
			// For a request that is still being answered it would wait 30 s.
			assertThat(Duration.between(told, Instant.now())).isLessThan(Duration.ofSeconds(20));
			await().until(stream::hasEnded);
		}
	}

	private List<Boolean> postToBoth(List<Delivery> deliveries) throws Exception {
		try (Client client = new Client(this.ledger);
				ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			return results(deliveries.stream()
				.flatMap((delivery) -> copies.stream().map((copy) -> threads.submit(() -> client.post(copy, delivery))))
				.toList());
		}
	}

	private static List<Boolean> results(List<Future<Boolean>> futures) throws Exception {
		List<Boolean> results = new ArrayList<>();
		for (Future<Boolean> future : futures) {
			results.add(future.get());
		}
		return results;
	}

	private static void settle() {
		try (Watch watch = new Watch(copies)) {
			assertThat(watch.awaitWell(SOON)).isTrue();
		}
	}

}
