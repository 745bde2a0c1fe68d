package dev.switchboard.spool;

import java.time.Duration;

import dev.switchboard.Graph;
import dev.switchboard.Neo4jServer;
import dev.switchboard.Platform;
import dev.switchboard.SwitchboardTest;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.client.RestClient;

import static dev.switchboard.Platform.delivery;
import static dev.switchboard.Platform.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A channel changes hands while deliveries of it wait. */
@SwitchboardTest
@TestPropertySource(properties = { "switchboard.webhook.patience=500ms", "switchboard.spool.max-size=400KB" })
class OwnershipIT {

	private static final Duration SOON = Duration.ofSeconds(40);

	@Autowired
	private Platform platform;

	@Autowired
	private Graph graph;

	@Autowired
	private Spool spool;

	@Autowired
	private CamelContext camel;

	/** Another one in each test: the application remembers channels for a minute. */
	private final String number = Long.toString(System.nanoTime());

	@LocalManagementPort
	private int managementPort;

	@Test
	void whatCameInUnderOneOwnerNeverGoesToTheNext(Neo4jServer server) throws Exception {
		this.graph.connect("bob", this.number);
		this.camel.getRouteController().stopRoute("drain-spool");
		server.stop();
		this.platform.post(delivery(this.number, text("wamid.A", "for bob")));
		server.start();
		this.graph.disconnect("bob", "whatsapp:" + this.number);
		this.graph.connect("alice", this.number);

		this.camel.getRouteController().startRoute("drain-spool");
		await().atMost(SOON).until(() -> this.spool.depth() == 0);

		assertThat(this.graph.count("Message")).isZero();
		assertThat(this.graph.value("MATCH (h:HeldEvent) RETURN h.reason")).isEqualTo("former-owner");
		RestClient.create("http://127.0.0.1:%d/actuator/held".formatted(this.managementPort))
			.post()
			.contentType(MediaType.APPLICATION_JSON)
			.body("{\"reason\":\"former-owner\"}")
			.retrieve()
			.toBodilessEntity();
		await().atMost(SOON).until(() -> this.graph.value("MATCH (h:HeldEvent) RETURN h.attempts").equals(2L));
		assertThat(this.graph.count("Message")).isZero();
	}

	@Test
	void whatCameInWhileNobodyOwnedItGoesToWhoeverConnectsIt() {
		this.graph.connect("bob", this.number);
		this.platform.post(delivery(this.number, text("wamid.A", "for bob")));
		await().atMost(SOON).until(() -> this.graph.count("Message") == 1);
		this.graph.disconnect("bob", "whatsapp:" + this.number);
		this.platform.post(delivery(this.number, text("wamid.B", "for nobody")));
		await().atMost(SOON).until(() -> this.graph.count("HeldEvent") == 1);

		this.graph.connect("alice", this.number);

		await().atMost(SOON).until(() -> this.graph.count("HeldEvent") == 0);
		assertThat(this.graph.query("""
				MATCH (u:User)-[:HAS_CONTACT]->(:Contact)-[:SENT]->(m:Message)
				RETURN u.id + ': ' + m.text AS line ORDER BY line""")).extracting("line")
			.containsExactly("alice: for nobody", "bob: for bob");
	}

}
