package dev.switchboard.spool;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.switchboard.ApiClient;
import dev.switchboard.BoltProxy;
import dev.switchboard.FakeMeta;
import dev.switchboard.Graph;
import dev.switchboard.Platform;
import dev.switchboard.SwitchboardTest;
import dev.switchboard.channel.ChannelAccount;
import dev.switchboard.channel.ChannelType;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

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

	@Autowired
	private ApiClient api;

	@Test
	void whatCameInUnderOneOwnerNeverGoesToTheNext(BoltProxy wire) throws Exception {
		this.graph.connect("bob", this.number);
		this.camel.getRouteController().stopRoute("drain-spool");
		wire.down();
		this.platform.post(delivery(this.number, text("wamid.A", "for bob")));
		wire.up();
		this.graph.disconnect("bob", "whatsapp:" + this.number);
		this.graph.connect("alice", this.number);

		this.graph.disconnect("alice", "whatsapp:" + this.number);
		this.graph.connect("alice", this.number);

		this.camel.getRouteController().startRoute("drain-spool");
		await().atMost(SOON).until(() -> this.spool.depth() == 0);

		this.graph.assertNothingHeld();
		assertThat(whose()).containsExactly("bob: for bob");
	}

	@Test
	void whatWasHeldUnderOneOwnerIsOnlyEverThatOwners() {
		ApiClient.Session ann = this.api.signUp("ann");
		ApiClient.Session ben = this.api.signUp("ben");
		exchange(ann, ben, () -> post(delivery(this.number, "{\"id\":\"wamid.A\",\"mark\":\"for ann\"}")));

		assertThat(ben.get("/api/held").body()).doesNotContain("wamid").contains("\"items\":[]");
		assertThat(ann.get("/api/held").body()).contains(this.number);
		String id = (String) this.graph.value("MATCH (h:HeldEvent) RETURN h.id");
		assertThat(ann.get("/api/held/" + id).body()).contains("for ann");
		assertThat(ben.get("/api/held/" + id).statusCode()).isEqualTo(404);
	}

	@Test
	void anEditOfAFormerOwnersMessageChangesNothingOfIt() {
		exchange("bob", "alice", () -> post(delivery(this.number, text("wamid.A", "for bob"))));

		post(delivery(this.number, """
				{"from":"919900112233","id":"wamid.E","timestamp":"1760000100","type":"edit",\
				"edit":{"original_message_id":"wamid.A","message":{"type":"text","text":{"body":"for alice"}}}}""", """
				{"from":"919900112233","id":"wamid.R","timestamp":"1760000200","type":"reaction",\
				"reaction":{"message_id":"wamid.A","emoji":"X"}}"""));

		assertThat(this.graph.query("""
				MATCH (m:Message {userId: 'bob'})
				WHERE m.edited IS NULL AND m.edits IS NULL AND NOT (m)<-[:REACTED]-()
				RETURN m.text AS text""")).containsExactly(Map.of("text", "for bob"));
		assertThat(this.graph.query("MATCH (m:Message {userId: 'bob'})--(c:Contact) RETURN DISTINCT c.userId AS owner"))
			.extracting("owner")
			.containsExactly("bob");
		assertThat(this.graph.value("MATCH (c:Contact)-[r:REACTED]->(m:Message) RETURN c.userId + ' ' + m.key"))
			.isEqualTo("alice alice/whatsapp:%s/wamid.A".formatted(this.number));
	}

	@Test
	void aMessageThatComesAgainUnderTheNextOwnerIsOneOfEach() {
		exchange("bob", "alice", () -> post(delivery(this.number, text("wamid.A", "for bob"))));

		post(delivery(this.number, text("wamid.A", "for bob")));

		await().atMost(SOON).until(() -> this.graph.count("Message") == 2);
		assertThat(whose()).containsExactly("alice: for bob", "bob: for bob");
		assertThat(this.graph.query("MATCH (m:Message)<-[:SENT]-(c) RETURN m.userId = c.userId AS same"))
			.extracting("same")
			.containsExactly(true, true);
	}

	@Test
	void anAccountEventThatWaitedIsOfTheOwnerOfThen(BoltProxy wire) throws Exception {
		this.graph.connect("bob", account());
		this.camel.getRouteController().stopRoute("drain-spool");
		wire.down();
		this.platform.post(approved("bobs offer"));
		wire.up();
		this.graph.disconnect("bob", "whatsapp:" + this.number);
		this.graph.connect("alice", account());
		this.camel.getRouteController().startRoute("drain-spool");
		await().atMost(SOON).until(() -> this.spool.depth() == 0);

		this.graph.assertNothingHeld();
		assertThat(this.graph.value("MATCH (e:ChannelEvent) RETURN e.key")).asString()
			.startsWith("bob/whatsapp:" + this.number);
	}

	@Test
	void whatCameInForADeletedAccountIsNotTheNextOwners() {
		ApiClient.Session ann = this.api.signUp("ann");
		this.graph.own(ann.userId(), this.number);
		Instant then = Instant.now();
		deleteAccount(ann);
		this.graph.connect("alice", this.number);

		this.spool.store(
				new SpooledDelivery(delivery(this.number, text("wamid.A", "for ann")).getBytes(StandardCharsets.UTF_8),
						"whatsapp", FakeMeta.APP_ID, then));
		await().atMost(SOON).until(() -> this.spool.depth() == 0);

		this.graph.assertNothingHeld();
		assertThat(this.graph.dump()).doesNotContain("for ann");
	}

	@Test
	void aDeletedAccountLeavesNothingAlsoWhereItsChannelHasMovedOn() {
		ApiClient.Session ann = this.api.signUp("ann");
		String annsId = ann.userId();
		this.graph.own(annsId, account());
		post(delivery(this.number, text("wamid.A", "for ann"), "{\"id\":\"wamid.B\",\"mark\":\"anns\"}"));
		post(approved("anns offer"));
		this.graph.disconnect(annsId, "whatsapp:" + this.number);
		this.graph.connect("alice", account());
		post(delivery(this.number, text("wamid.C", "for alice")));
		post(approved("alices offer"));

		deleteAccount(ann);

		assertThat(this.graph.dump()).doesNotContain(annsId, "for ann", "anns", "wamid.A", "wamid.B")
			.contains("for alice", "alices offer");
	}

	private void deleteAccount(ApiClient.Session session) {
		String userId = session.userId();
		assertThat(session.post("/api/account/deletion", Map.of("password", ApiClient.PASSWORD)).statusCode())
			.isEqualTo(202);
		await().atMost(SOON)
			.until(() -> this.graph.query("MATCH (u:User {id: '%s'}) RETURN u".formatted(userId)).isEmpty());
	}

	private String approved(String template) {
		return """
				{"object":"whatsapp_business_account","entry":[{"id":"WABA%s","time":1760000000,"changes":[\
				{"field":"message_template_status_update","value":{"event":"APPROVED","message_template_id":1,\
				"message_template_name":"%s","message_template_language":"en","reason":null}}]}]}"""
			.formatted(this.number, template);
	}

	/** Posts, and waits until it is stored or held, on a slow machine from the spool. */
	private void post(String body) {
		this.platform.post(body);
		await().atMost(SOON).until(() -> this.spool.depth() == 0);
	}

	private void exchange(ApiClient.Session one, ApiClient.Session other, Runnable meanwhile) {
		this.graph.own(one.userId(), this.number);
		meanwhile.run();
		this.graph.disconnect(one.userId(), "whatsapp:" + this.number);
		this.graph.own(other.userId(), this.number);
		this.graph.disconnect(other.userId(), "whatsapp:" + this.number);
		this.graph.own(other.userId(), this.number);
	}

	private void exchange(String one, String other, Runnable meanwhile) {
		this.graph.connect(one, this.number);
		meanwhile.run();
		this.graph.disconnect(one, "whatsapp:" + this.number);
		this.graph.connect(other, this.number);
	}

	private ChannelAccount account() {
		return new ChannelAccount(ChannelType.whatsapp, this.number, "a number", "WABA" + this.number, "15550783881");
	}

	private List<String> whose() {
		return this.graph.query("""
				MATCH (u:User)-[:HAS_CONTACT]->(:Contact)-[:SENT]->(m:Message)
				RETURN u.id + ': ' + m.text AS line ORDER BY line""")
			.stream()
			.map((row) -> (String) row.get("line"))
			.toList();
	}

	@Test
	void whatCameInWhileNobodyOwnedItGoesToWhoeverConnectsIt() {
		this.graph.connect("bob", this.number);
		post(delivery(this.number, text("wamid.A", "for bob")));
		await().atMost(SOON).until(() -> this.graph.count("Message") == 1);
		this.graph.disconnect("bob", "whatsapp:" + this.number);
		post(delivery(this.number, text("wamid.B", "for nobody")));
		await().atMost(SOON).until(() -> this.graph.count("HeldEvent") == 1);

		this.graph.connect("alice", this.number);

		await().atMost(SOON).until(() -> this.graph.count("HeldEvent") == 0);
		assertThat(whose()).containsExactly("alice: for nobody", "bob: for bob");
	}

}
