package dev.switchboard.spool;

import java.net.http.HttpResponse;
import java.time.Duration;

import dev.switchboard.ApiClient;
import dev.switchboard.BoltProxy;
import dev.switchboard.FakeMeta;
import dev.switchboard.Graph;
import dev.switchboard.Neo4jExtension;
import dev.switchboard.Platform;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.web.client.RestClient;

import static dev.switchboard.Platform.delivery;
import static dev.switchboard.Platform.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The application starts at three in the morning, and the database is gone. */
@ExtendWith({ Neo4jExtension.class, FakeMeta.class })
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { FakeMeta.FACEBOOK, FakeMeta.INSTAGRAM, FakeMeta.INSTAGRAM_LOGIN,
				"switchboard.meta.app-secret=" + Platform.APP_SECRET,
				"switchboard.meta.verify-token=" + Platform.VERIFY_TOKEN, "management.server.port=0",
				"switchboard.spool.directory=target/spool/${random.uuid}" })
@Import({ Platform.class, Graph.class, ApiClient.class })
@ResourceLock(Neo4jExtension.FIRST)
@DirtiesContext
class AwayAtStartIT {

	private static final String NUMBER = Long.toString(System.nanoTime());

	@Autowired
	private Platform platform;

	@Autowired
	private Graph graph;

	@Autowired
	private Spool spool;

	@LocalManagementPort
	private int managementPort;

	@BeforeAll
	static void theDatabaseIsAway(BoltProxy wire) {
		Neo4jExtension.wipe();
		Neo4jExtension.driver()
			.executableQuery("""
					CREATE (:User {id: 'bob'})-[:OWNS]->(:Channel {key: 'whatsapp:%s', userId: 'bob'})"""
				.formatted(NUMBER))
			.execute();
		wire.down();
	}

	@Test
	void whatComesIsTakenAndStoredWhenTheDatabaseIsThere(BoltProxy wire) {
		try {
			HttpResponse<String> answer = this.platform.post(delivery(NUMBER, text("wamid.A", "Anybody awake?")));

			assertThat(answer.statusCode()).isEqualTo(200);
			assertThat(this.spool.depth()).isOne();
			assertThat(health("")).contains("\"status\":\"DEGRADED\"");
			assertThat(health("/readiness")).contains("\"status\":\"UP\"");
		}
		finally {
			wire.up();
		}
		await().atMost(Duration.ofMinutes(3)).until(() -> this.spool.depth() == 0);
		assertThat(this.graph.value("MATCH (:User {id: 'bob'})-[:HAS_CONTACT]->()-[:SENT]->(m) RETURN m.text"))
			.isEqualTo("Anybody awake?");
		assertThat(this.platform.post(delivery(NUMBER, text("wamid.B", "Good morning"))).statusCode()).isEqualTo(200);
		await().atMost(Duration.ofMinutes(3)).until(() -> this.graph.count("Message") == 2);
	}

	private String health(String group) {
		return RestClient.create("http://127.0.0.1:%d/actuator/health%s".formatted(this.managementPort, group))
			.get()
			.exchange((request, response) -> new String(response.getBody().readAllBytes()));
	}

}
