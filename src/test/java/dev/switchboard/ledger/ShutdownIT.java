package dev.switchboard.ledger;

import java.net.ConnectException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import dev.switchboard.ApiClient;
import dev.switchboard.BoltProxy;
import dev.switchboard.Neo4jServer;
import dev.switchboard.ProcessTest;
import dev.switchboard.inbox.EventStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.driver.Driver;

import org.springframework.mock.env.MockEnvironment;

import static dev.switchboard.ApiClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** A copy is told to stop while deliveries come in, or while somebody watches. */
@ProcessTest
class ShutdownIT {

	private static final int AT_ONCE = 50;

	private static final Duration SLOW = Duration.ofMillis(250);

	/** Longer than the slow database takes: whatever is in flight waits for it. */
	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final Duration SOON = Duration.ofSeconds(60);

	private static final Duration IN_TIME = Duration.ofSeconds(30);

	private static final int TERMINATED = 143;

	private Ledger ledger;

	@Test
	void whatIsInFlightIsAnsweredAndStoredAndNothingNewIsTakenAndStreamsEnd(Neo4jServer server, Driver driver,
			@TempDir Path directory) throws Exception {
		this.ledger = new Ledger(driver);
		Deliveries deliveries = new Deliveries(3);
		try (BoltProxy bolt = new BoltProxy(server.uri());
				Copy copy = new Copy("shutdown", Path.of("target/shutdown"), directory, bolt.uri(), server,
						"--switchboard.webhook.patience=" + PATIENCE.toSeconds() + "s",
						"--switchboard.accounts.breach-list=")) {
			copy.start();
			Account.CONNECTED_FROM_THE_START.forEach((account) -> account.connect(driver));
			stopUnderLoad(copy, bolt, deliveries);
			bolt.mend();
			copy.start();
			try (Watch watch = new Watch(List.of(copy))) {
				assertThat(watch.awaitWell(SOON)).isTrue();
			}
			stopWithAnOpenStream(copy);
		}

		assertThat(Verdict.of(driver, this.ledger).violations()).isEmpty();
	}

	private void stopUnderLoad(Copy copy, BoltProxy bolt, Deliveries deliveries) throws Exception {
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
			// It waits 30 s for a request that is still being answered.
			assertThat(Duration.between(told, Instant.now())).isLessThan(Duration.ofSeconds(20));
			await().until(stream::hasEnded);
		}
	}

}
