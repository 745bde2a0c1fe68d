package dev.switchboard.spool;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import dev.switchboard.BoltProxy;
import dev.switchboard.FakeMeta;
import dev.switchboard.Graph;
import dev.switchboard.Platform;
import dev.switchboard.SwitchboardTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.client.RestClient;

import static dev.switchboard.Platform.delivery;
import static dev.switchboard.Platform.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The database goes away and comes back; nobody who posts notices. */
@SwitchboardTest
@DirtiesContext
@TestPropertySource(properties = { "switchboard.webhook.patience=500ms", "switchboard.spool.max-size=400KB" })
class SpoolIT {

	private static final Duration SOON = Duration.ofSeconds(40);

	@Autowired
	private Platform platform;

	@Autowired
	private Graph graph;

	@Autowired
	private Spool spool;

	@LocalManagementPort
	private int managementPort;

	@BeforeEach
	void bobsServerIsWarm() {
		this.graph.connect("bob", "123456789");
		this.platform.post(delivery("123456789", text("wamid.A", "before")));
		await().atMost(SOON).until(() -> this.graph.count("Message") == 1 && this.spool.depth() == 0);
	}

	@Test
	void everythingIsTakenAndStoredInOrderWhenItIsBack(BoltProxy wire) {
		wire.down();
		Instant away = Instant.now();

		List<HttpResponse<String>> answers = new ArrayList<>();
		for (int i = 0; i < 30; i++) {
			answers.add(this.platform.post(delivery("123456789", text("wamid.B" + i, "meanwhile"))));
		}
		answers.add(this.platform.post(delivery("404", text("wamid.C", "to nobody yet"))));
		answers.add(this.platform.post("not JSON"));
		answers.add(this.platform.post("messenger", "no JSON either"));
		Map<String, Object> health = health("");
		int depth = this.spool.depth();
		Instant back = Instant.now();
		wire.up();

		assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200);
		assertThat(answers).extracting(HttpResponse::body).containsOnly("");
		assertThat(depth).isEqualTo(33);
		assertThat(health).containsEntry("status", "DEGRADED");
		await().atMost(SOON).until(() -> this.graph.count("Message") == 31 && this.graph.count("HeldEvent") == 3);
		await().atMost(SOON).untilAsserted(() -> assertThat(health("")).containsEntry("status", "UP"));
		assertThat(this.spool.depth()).isZero();
		assertThat(this.graph.query("MATCH (h:HeldEvent) RETURN h.reason, h.provider, h.app"))
			.containsExactlyInAnyOrder(
					Map.of("h.reason", "unknown-channel", "h.provider", "whatsapp", "h.app", FakeMeta.APP_ID),
					Map.of("h.reason", "unreadable", "h.provider", "whatsapp", "h.app", FakeMeta.APP_ID),
					Map.of("h.reason", "unreadable", "h.provider", "messenger", "h.app", FakeMeta.APP_ID));
		assertThat(this.graph.query("""
				MATCH (n) WHERE n.receivedAt IS NOT NULL AND NOT coalesce(n.id = 'wamid.A', false)
				RETURN min(n.receivedAt).epochMillis AS first, max(n.receivedAt).epochMillis AS last""").getFirst())
			.satisfies((times) -> assertThat((long) times.get("first")).isGreaterThanOrEqualTo(away.toEpochMilli()))
			.satisfies((times) -> assertThat((long) times.get("last")).isLessThanOrEqualTo(back.toEpochMilli()));
	}

	@Test
	void nobodyWaitsLongForADatabaseThatIsFrozen(BoltProxy wire) throws Exception {
		wire.swallow();
		List<Duration> waits;
		try {
			waits = answerTimes(60);
		}
		finally {
			wire.mend();
		}

		assertThat(waits.subList(0, 60)).allMatch((wait) -> wait.compareTo(Duration.ofSeconds(3)) < 0);
		await().atMost(SOON).until(() -> this.graph.count("Message") == 61 && this.spool.depth() == 0);
	}

	private List<Duration> answerTimes(int deliveries) throws Exception {
		List<Future<Duration>> answers = new ArrayList<>();
		try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
			IntStream.range(0, deliveries).forEach((i) -> answers.add(callers.submit(() -> {
				long start = System.nanoTime();
				assertThat(this.platform.post(delivery("123456789", text("wamid.F" + i, "x"))).statusCode())
					.isEqualTo(200);
				return Duration.ofNanos(System.nanoTime() - start);
			})));
		}
		List<Duration> waits = new ArrayList<>();
		for (Future<Duration> answer : answers) {
			waits.add(answer.get());
		}
		return waits;
	}

	@Test
	void aFullSpoolIsAskedForAgainLaterAndHealsByItself(BoltProxy wire) {
		wire.down();
		List<Integer> answers = IntStream.range(0, 105)
			.mapToObj((i) -> this.platform.post(delivery("123456789", text("wamid.G" + i, "x"))).statusCode())
			.toList();
		HttpResponse<String> refused = this.platform.post(delivery("123456789", text("wamid.H", "too much")));
		wire.up();

		assertThat(answers.subList(0, 100)).containsOnly(200);
		assertThat(answers.subList(100, 105)).containsOnly(503);
		assertThat(refused.statusCode()).isEqualTo(503);
		assertThat(refused.headers().firstValue("Retry-After")).hasValue("5");
		await().atMost(SOON).until(() -> this.graph.count("Message") == 101 && this.spool.depth() == 0);
		assertThat(this.platform.post(delivery("123456789", text("wamid.H", "again"))).statusCode()).isEqualTo(200);
	}

	@Test
	void aCopyWithoutItsDatabaseStaysBehindTheLoadBalancer(BoltProxy wire) {
		wire.down();
		try {
			assertThat(health("/readiness")).containsEntry("status", "UP");
			assertThat(health("/liveness")).containsEntry("status", "UP");
		}
		finally {
			wire.up();
		}
	}

	private Map<String, Object> health(String group) {
		return RestClient.create()
			.get()
			.uri(URI.create("http://127.0.0.1:" + this.managementPort + "/actuator/health" + group))
			.retrieve()
			.body(new ParameterizedTypeReference<>() {
			});
	}

}
