package dev.switchboard.ledger;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.switchboard.Neo4jServer;
import dev.switchboard.ProcessTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.driver.Driver;

import static org.assertj.core.api.Assertions.assertThat;

/** Two copies on one database, which know nothing of each other. */
@ProcessTest
class SeveralCopiesIT {

	private static final Duration SOON = Duration.ofSeconds(60);

	private static List<Copy> copies;

	private Ledger ledger;

	@BeforeAll
	static void prepare(Neo4jServer server, @TempDir Path spools) {
		copies = IntStream.rangeClosed(1, 2)
			.mapToObj((i) -> new Copy("several-" + i, Path.of("target/several-copies"), spools.resolve("spool-" + i),
					server.uri(), server))
			.toList();
	}

	@AfterAll
	static void end() {
		copies.forEach(Copy::close);
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
