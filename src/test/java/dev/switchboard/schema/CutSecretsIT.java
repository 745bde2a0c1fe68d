package dev.switchboard.schema;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import dev.switchboard.FakeMeta;
import dev.switchboard.Graph;
import dev.switchboard.Platform;
import dev.switchboard.SwitchboardTest;
import dev.switchboard.channel.ChannelAccount;
import dev.switchboard.channel.ChannelType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;
import org.neo4j.driver.types.Node;

import org.springframework.beans.factory.annotation.Autowired;

import static dev.switchboard.Platform.assertAccepted;
import static org.assertj.core.api.Assertions.assertThat;

/** What was stored with its secrets, and what comes again afterwards. */
@SwitchboardTest
class CutSecretsIT {

	private static final String TOKEN = "hush-0123456789abcdef";

	/** What the ids of held events are a digest of, before their payload. */
	private static final List<String> BEFORE_PAYLOADS = List.of("unknown-channel@" + FakeMeta.APP_ID,
			"unknown@" + FakeMeta.APP_ID + "/bob", "unreadable@" + FakeMeta.APP_ID);

	@Autowired
	private Platform platform;

	@Autowired
	private Graph graph;

	@Autowired
	private Driver driver;

	@BeforeEach
	void bobConnectsHisPage() {
		this.graph.connect("bob", ChannelAccount.of(ChannelType.messenger, "1900", "a page"));
	}

	@Test
	void whatWasStoredWithItsSecretsIsAsIfItHadComeToday() {
		postAll();
		String today = this.graph.dump();
		storeAsBefore();
		// Five can be read; the sixth is base64.
		assertThat(this.graph.dump().split(TOKEN)).hasSize(6);

		migrate();
		assertThat(this.graph.dump()).isEqualTo(today);
		migrate();
		assertThat(this.graph.dump()).isEqualTo(today);

		postAll();
		assertThat(this.graph.value("MATCH (h:HeldEvent) RETURN collect(h.attempts)")).isEqualTo(List.of(2L, 2L, 2L));
		assertThat(this.graph.dump().replace("attempts=2", "attempts=1")).isEqualTo(today);
	}

	@Test
	void accountEventsThatDifferedInASecretOnlyBecomeOne() {
		this.graph.query("CREATE (:Contact {id: 'ann'}), (:Contact {id: 'eve'})");
		event("{\"password\":\"a\"}", 3, 7, "ann");
		event("{\"password\":\"b\"}", 2, 5, "eve");
		event("{\"password\":\"[redacted]\"}", 4, 9, "ann");
		event("{\"flow_token\":\"%s\"}".formatted(TOKEN), 1, 1, "ann");
		this.graph.query("""
				MATCH (ch:Channel {key: 'messenger:1900'})
				CREATE (ch)-[:REPORTED]->(:ChannelEvent {key: 'bob/messenger:1900/k/id', raw: '{"password":"c"}'})""");

		migrate();

		assertThat(this.graph
			.query("""
					MATCH (:Channel {key: 'messenger:1900'})-[:REPORTED]->(e:ChannelEvent)
					RETURN e.key + ' ' + e.raw + ' ' + coalesce(e.at.epochSeconds, '-') + ' '
					  + coalesce(e.lastAt.epochSeconds, '-')
					  + reduce(all = '', c IN COLLECT { MATCH (e)-[about:ABOUT]->(c) RETURN c.id + '=' + about.identityKey ORDER BY c.id }
					      | all + ' ' + c) AS line"""))
			.extracting("line")
			.containsExactlyInAnyOrder(
					key("{\"password\":\"[redacted]\"}") + " {\"password\":\"[redacted]\"} 2 9 ann=i/ann eve=i/eve",
					key("{\"flow_token\":\"hush-0123456789abcdef\"}")
							+ " {\"flow_token\":\"hush-0123456789abcdef\"} 1 1 ann=i/ann",
					"bob/messenger:1900/k/id {\"password\":\"[redacted]\"} - -");
		assertThat(this.graph.count("ChannelEvent")).isEqualTo(3);
	}

	@Test
	void heldEventsThatDifferedInASecretOnlyBecomeOneHoweverManyThereAre() {
		IntStream.range(0, 50).forEach((i) -> {
			String payload = "{\"n\":%d,\"secret\":\"%d\"}".formatted(i % 25, i);
			hold(digest("unknown-channel", bytes(payload)), payload, i, i + 1);
		});
		hold("by-another-rule", "{\"secret\":\"s\"}", 7, 3);

		migrate();

		String[] expected = IntStream.range(0, 25).mapToObj((i) -> {
			String payload = "{\"n\":%d,\"secret\":\"[redacted]\"}".formatted(i);
			return "%s %s %d %d unknown-channel whatsapp".formatted(digest("unknown-channel", bytes(payload)), payload,
					i, 2 * i + 27);
		}).toArray(String[]::new);
		assertThat(this.graph
			.query("""
					MATCH (h:HeldEvent)
					RETURN h.id + ' ' + h.payload + ' ' + h.receivedAt.epochSeconds + ' ' + h.attempts + ' ' + h.reason + ' '
					  + h.provider AS line"""))
			.extracting("line")
			.contains("by-another-rule {\"secret\":\"[redacted]\"} 7 3 unknown-channel whatsapp")
			.contains((Object[]) expected)
			.hasSize(26);
	}

	/** One for each place in which JSON is stored, and one whose token is harmless. */
	private void postAll() {
		post("\"optin\":{\"type\":\"notification_messages\",\"notification_messages_token\":\"%s\"}".formatted(TOKEN));
		post("\"message\":{\"mid\":\"m_A\",\"text\":\"a\",\"new_token\":\"%s\"}".formatted(TOKEN));
		post("""
				"message":{"mid":"m_B","attachments":[{"type":"template","payload":{"url_token":"%s"}}]}"""
			.formatted(TOKEN));
		post("\"message\":{\"mid\":\"m_C\",\"text\":\"c\",\"flow_token\":\"harmless\"}");
		post("\"hologram\":{\"hologram_token\":\"%s\"}".formatted(TOKEN));
		post(delivery("1997", "\"optin\":{\"some_token\":\"%s\"}".formatted(TOKEN)).getBytes(StandardCharsets.UTF_8));
		post("{\"access_token\":\"%s\",\"no text\":\"\u00ff\"}".formatted(TOKEN).getBytes(StandardCharsets.ISO_8859_1));
	}

	private void post(String what) {
		post(delivery("1900", what).getBytes(StandardCharsets.UTF_8));
	}

	private void post(byte[] body) {
		assertAccepted(this.platform.send(this.platform.request(Platform.path("messenger"), body)
			.header("X-Hub-Signature-256", Platform.sign(body))));
	}

	private static String delivery(String page, String what) {
		return """
				{"object":"page","entry":[{"id":"%1$s","time":1760000009000,"messaging":[{"sender":{"id":"7700"},\
				"recipient":{"id":"%1$s"},"timestamp":1760000000000,%2$s}]}]}""".formatted(page, what);
	}

	/** Puts the token back where it was cut out, and into what was made of it. */
	private void storeAsBefore() {
		this.graph.query("MATCH (n:Message|Attachment|ChannelEvent|HeldEvent) RETURN elementId(n) AS node, n AS stored")
			.forEach((row) -> {
				Map<String, Object> stored = ((Node) row.get("stored")).asMap();
				Map<String, Object> before = new HashMap<>(stored);
				before.computeIfPresent("raw", (name, raw) -> uncut((String) raw));
				before.computeIfPresent("json", (name, json) -> uncut((String) json));
				before.computeIfPresent("key", (name, key) -> ((String) key)
					.replace(digest("", bytes(stored.get("raw"))), digest("", bytes(before.get("raw")))));
				if (stored.get("payload") instanceof String payload && stored.containsKey("attempts")) {
					putHeldBefore(before, payload);
				}
				this.driver.executableQuery("MATCH (n) WHERE elementId(n) = $node SET n = $before")
					.withParameters(Map.of("node", row.get("node"), "before", before))
					.execute();
			});
	}

	private static void putHeldBefore(Map<String, Object> held, String payload) {
		boolean base64 = "base64".equals(held.get("encoding"));
		byte[] stored = base64 ? Base64.getDecoder().decode(payload) : bytes(payload);
		byte[] before = uncut(new String(stored, StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.ISO_8859_1);
		String start = BEFORE_PAYLOADS.stream()
			.filter((some) -> digest(some, stored).equals(held.get("id")))
			.findFirst()
			.orElseThrow();
		held.put("id", digest(start, before));
		held.put("payload",
				base64 ? Base64.getEncoder().encodeToString(before) : new String(before, StandardCharsets.UTF_8));
	}

	private static String uncut(String json) {
		return json.replaceAll("\\[redacted [0-9a-f]{12}]", TOKEN);
	}

	private void event(String raw, long at, long lastAt, String contact) {
		this.driver.executableQuery("""
				MATCH (ch:Channel {key: 'messenger:1900'}), (c:Contact {id: $contact})
				CREATE (ch)-[:REPORTED]->(:ChannelEvent {key: $key, kind: 'k', raw: $raw,
				  at: datetime({epochSeconds: $at}), lastAt: datetime({epochSeconds: $lastAt})})
				  -[:ABOUT {identityKey: 'i/' + $contact}]->(c)""")
			.withParameters(Map.of("key", key(raw), "raw", raw, "at", at, "lastAt", lastAt, "contact", contact))
			.execute();
	}

	private static String key(String raw) {
		return "bob/messenger:1900/k/" + digest("", bytes(raw));
	}

	private void hold(String id, String payload, long at, long attempts) {
		this.driver.executableQuery("""
				CREATE (:HeldEvent {id: $id, payload: $payload, receivedAt: datetime({epochSeconds: $at}),
				  attempts: $attempts, reason: 'unknown-channel', provider: 'whatsapp'})""")
			.withParameters(Map.of("id", id, "payload", payload, "at", at, "attempts", attempts))
			.execute();
	}

	private static byte[] bytes(Object text) {
		return (text != null) ? text.toString().getBytes(StandardCharsets.UTF_8) : new byte[0];
	}

	private static String digest(String before, byte[] json) {
		byte[] start = bytes(before);
		return UUID.nameUUIDFromBytes(ByteBuffer.allocate(start.length + json.length).put(start).put(json).array())
			.toString();
	}

	/** As at the first start of the version that has the migration. */
	private void migrate() {
		this.graph
			.query("MATCH (m:__Neo4jMigration) WHERE m.version <> 'BASELINE' AND m.version >= '012' DETACH DELETE m");
		MigrationProperties properties = new MigrationProperties(Path.of("cypher/migrations"), Duration.ofSeconds(30),
				Duration.ofMinutes(1), Duration.ofSeconds(30));
		new GraphSchema(this.driver, properties, false).bringUpToDate();
	}

}
