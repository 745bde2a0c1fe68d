package dev.switchboard.spool;

import java.time.Duration;

import dev.switchboard.ApiClient;
import dev.switchboard.BoltProxy;
import dev.switchboard.Graph;
import dev.switchboard.Platform;
import dev.switchboard.SwitchboardTest;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Session;
import org.neo4j.driver.Transaction;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

import static dev.switchboard.Platform.assertAccepted;
import static dev.switchboard.Platform.delivery;
import static dev.switchboard.Platform.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What does not go through is in nobody's way. */
@SwitchboardTest
@TestPropertySource(properties = { "switchboard.webhook.patience=500ms", "switchboard.spool.max-size=400KB" })
class AloneIT {

	private static final Duration SOON = Duration.ofSeconds(60);

	private static final String JOHN = "919900112233";

	@Autowired
	private Platform platform;

	@Autowired
	private ApiClient api;

	@Autowired
	private Graph graph;

	@Autowired
	private Spool spool;

	@Autowired
	private Driver driver;

	private final String number = Long.toString(System.nanoTime());

	@Test
	void aDeliveryThatFailsAloneGoesBehindTheOthers() {
		this.graph.connect("bob", this.number);
		this.platform.post(delivery(this.number, text(JOHN, "wamid.A", "before")));
		await().atMost(SOON).until(() -> this.graph.count("Message") == 1 && this.spool.depth() == 0);
		try (Session session = this.driver.session(); Transaction foreign = session.beginTransaction()) {
			foreign.run("MATCH (c:Contact) SET c.held = true").consume();
			assertAccepted(this.platform.post(delivery(this.number, text(JOHN, "wamid.B", "blocked"))));

			for (int i = 0; i < 40; i++) {
				assertAccepted(this.platform
					.post(delivery(this.number, text("9199001122" + (50 + i), "wamid.C" + i, "not blocked"))));
			}
			await().atMost(SOON).until(() -> this.graph.count("Message") == 41);
			await().atMost(SOON).until(() -> this.spool.postponed() == 1 && this.spool.depth() == 1);
			foreign.rollback();
		}
		await().atMost(SOON).until(() -> this.graph.count("Message") == 42 && this.spool.depth() == 0);
		this.graph.assertNothingHeld();
	}

	@Test
	void nobodyWaitsForAFrozenDatabaseWhereSomebodyWasErasedNorForAccountEvents(BoltProxy wire) {
		ApiClient.Session bob = this.api.signUp("bob");
		this.graph.own(bob.userId(), this.number);
		this.platform.post(delivery(this.number, text(JOHN, "wamid.A", "before")));
		await().atMost(SOON).until(() -> this.graph.count("Message") == 1);
		bob.delete("/api/contacts/" + this.graph.value("MATCH (c:Contact) RETURN c.id"));
		await().atMost(SOON).until(() -> this.graph.count("Contact") == 0);
		this.platform.post(delivery(this.number, text("919900112244", "wamid.M", "warm")));
		await().atMost(SOON).until(() -> this.graph.count("Message") == 1 && this.spool.depth() == 0);
		Duration text;
		Duration event;
		wire.swallow();
		try {
			text = timeOf(delivery(this.number, text("919900112244", "wamid.N", "meanwhile")));
			event = timeOf("""
					{"object":"whatsapp_business_account","entry":[{"id":"104","changes":[{"field":"account_alerts",\
					"value":{"entity_type":"WABA","entity_id":"104","alert_severity":"INFO"}}]}]}""");
		}
		finally {
			wire.mend();
		}

		assertThat(text).isLessThan(Duration.ofSeconds(3));
		assertThat(event).isLessThan(Duration.ofSeconds(3));
		await().atMost(SOON).until(() -> this.graph.count("Message") == 2 && this.spool.depth() == 0);
	}

	private Duration timeOf(String body) {
		long start = System.nanoTime();
		assertAccepted(this.platform.post(body));
		return Duration.ofNanos(System.nanoTime() - start);
	}

}
