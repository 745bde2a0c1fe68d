package dev.switchboard.webhook;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import dev.switchboard.Graph;
import dev.switchboard.Neo4jServer;
import dev.switchboard.Platform;
import dev.switchboard.SwitchboardTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.web.client.RestClient;

import static dev.switchboard.Platform.delivery;
import static dev.switchboard.Platform.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The database goes away and comes back. */
@SwitchboardTest
class DatabaseAwayIT {

	@Autowired
	private Platform platform;

	@Autowired
	private Graph graph;

	@LocalManagementPort
	private int managementPort;

	@Test
	void deliveriesAreAskedForAgainUntilItIsBack(Neo4jServer server) {
		this.graph.connect("bob", "123456789");
		assertThat(this.platform.post(delivery("123456789", text("wamid.A", "before"))).statusCode()).isEqualTo(200);
		server.stop();

		HttpResponse<String> known = this.platform.post(delivery("123456789", text("wamid.B", "meanwhile")));
		HttpResponse<String> unknown = this.platform.post(delivery("404", text("wamid.C", "meanwhile")));
		HttpResponse<String> unreadable = this.platform.post("not JSON");
		int readiness = health("readiness");
		int liveness = health("liveness");
		server.start();

		assertThat(known.statusCode()).isEqualTo(503);
		assertThat(known.headers().firstValue("Retry-After")).hasValue("5");
		assertThat(unknown.statusCode()).isEqualTo(503);
		assertThat(unreadable.statusCode()).isEqualTo(503);
		assertThat(readiness).isEqualTo(503);
		assertThat(liveness).isEqualTo(200);
		await().atMost(Duration.ofSeconds(30))
			.until(() -> this.platform.post(delivery("123456789", text("wamid.B", "again"))).statusCode() == 200);
		assertThat(this.graph.count("Message")).isEqualTo(2);
		assertThat(this.graph.count("HeldEvent")).isZero();
		await().atMost(Duration.ofSeconds(30)).until(() -> health("readiness") == 200);
	}

	@Test
	void callersWhoAskForOneUnknownChannelLearnTogetherThatTheDatabaseIsAway(Neo4jServer server) throws Exception {
		server.stop();
		List<Future<HttpResponse<String>>> answers = new ArrayList<>();
		long start = System.nanoTime();
		try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
			IntStream.range(0, 20)
				.forEach((i) -> answers
					.add(callers.submit(() -> this.platform.post(delivery("4711", text("wamid." + i, "x"))))));
		}
		Duration all = Duration.ofNanos(System.nanoTime() - start);
		server.start();

		for (Future<HttpResponse<String>> answer : answers) {
			assertThat(answer.get().statusCode()).isEqualTo(503);
		}
		assertThat(all).isLessThan(Duration.ofSeconds(25));
	}

	private int health(String group) {
		return RestClient.create()
			.get()
			.uri(URI.create("http://127.0.0.1:" + this.managementPort + "/actuator/health/" + group))
			.exchange((request, response) -> response.getStatusCode().value());
	}

}
