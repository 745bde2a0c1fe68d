package dev.switchboard.held;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.ApiClient;
import dev.switchboard.Graph;
import dev.switchboard.Platform;
import dev.switchboard.SwitchboardTest;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neo4j.driver.Driver;

import org.springframework.beans.factory.annotation.Autowired;

import static dev.switchboard.ApiClient.json;
import static dev.switchboard.Platform.delivery;
import static dev.switchboard.Platform.text;
import static org.assertj.core.api.Assertions.assertThat;

/** Users look at what is held for them, replay it and delete it, and nothing else. */
@SwitchboardTest
class HeldApiIT {

	private static final Instant TIME = Instant.parse("2026-06-01T12:00:00Z");

	@Autowired
	private Platform platform;

	@Autowired
	private Graph graph;

	@Autowired
	private Driver driver;

	@Autowired
	private ApiClient api;

	@Autowired
	private MeterRegistry meters;

	/** Others in each test: the application remembers channels for a minute. */
	private final String number = Long.toString(System.nanoTime());

	private final String otherNumber = this.number + "1";

	private ApiClient.Session bob;

	@BeforeEach
	void bobConnectsTwoNumbers() {
		this.bob = this.api.signUp("bob");
		this.graph.own(this.bob.userId(), this.number);
		this.graph.own(this.bob.userId(), this.otherNumber);
	}

	@Test
	void heldEventsAreListedByReasonChannelAndTime() {
		hold("a", this.number, "failed: java.lang.X", 0, "{}");
		hold("b", this.number, "unknown: a field", 60, "{}");
		hold("c", this.otherNumber, "unknown: another field", 120, "{}");
		hold("d", "404", "unknown: a field", 180, "{}");

		assertThat(ids("")).containsExactly("c", "b", "a");
		assertThat(ids("?reason=unknown")).containsExactly("c", "b");
		assertThat(ids("?reason=unknown:%20a%20field")).containsExactly("b");
		assertThat(ids("?channel=whatsapp:" + this.number)).containsExactly("b", "a");
		assertThat(ids("?channel=whatsapp:404")).isEmpty();
		assertThat(ids("?from=2026-06-01T12:01:00Z")).containsExactly("c", "b");
		assertThat(ids("?until=2026-06-01T12:01:00Z")).containsExactly("a");
		assertThat(ids("?from=2026-06-01T12:01:00Z&until=2026-06-01T12:02:00Z&reason=unknown")).containsExactly("b");
		assertThat(ids("?from=2026-06-01T12:02:00Z&until=2026-06-01T12:01:00Z")).isEmpty();

		JsonNode first = get("/api/held?limit=2");
		assertThat(ids("?limit=2&after=" + first.get("next").asText())).containsExactly("a");
	}

	@Test
	void heldEventsAreCountedByReasonAndChannel() {
		hold("a", this.number, "failed: java.lang.X", 0, "{}");
		hold("b", this.number, "unknown: a field", 60, "{}");
		hold("c", this.number, "unknown: another field", 120, "{}");
		hold("d", this.otherNumber, "unknown: a field", 180, "{}");
		hold("e", "404", "unknown: a field", 240, "{}");

		JsonNode counts = get("/api/held/counts");

		assertThat(counts.get("total").asLong()).isEqualTo(4);
		assertThat(counts.get("groups"))
			.extracting(
					(group) -> "%s %s %s %s %s".formatted(group.get("reason").asText(), group.get("channel").asText(),
							group.get("events").asText(), group.get("oldest").asText(), group.get("newest").asText()))
			.containsExactly("unknown whatsapp:%s 2 2026-06-01T12:01:00Z 2026-06-01T12:02:00Z".formatted(this.number),
					"failed whatsapp:%s 1 2026-06-01T12:00:00Z 2026-06-01T12:00:00Z".formatted(this.number),
					"unknown whatsapp:%s 1 2026-06-01T12:03:00Z 2026-06-01T12:03:00Z".formatted(this.otherNumber));
		assertThat(get("/api/held/counts?channel=whatsapp:" + this.otherNumber).get("total").asLong()).isOne();
		assertThat(get("/api/held/counts?from=2026-06-01T12:01:00Z&until=2026-06-01T12:03:00Z").get("total").asLong())
			.isEqualTo(2);
	}

	@Test
	void aHeldEventThatBecomesAMessageSaysWhichAndIsStoredWhenItIsReplayed() {
		hold("a", this.number, "failed: java.lang.X", 0, delivery(this.number, text("wamid.A", "Hello")));
		String message = get("/api/held/a").get("message").asText();
		assertThat(this.bob.get("/api/messages/" + message).statusCode()).isEqualTo(404);
		double before = counted("own-replay");

		JsonNode replayed = post("/api/held/a/replay", Map.of());

		assertThat(replayed).hasToString("{\"stored\":true,\"message\":\"%s\",\"reason\":null}".formatted(message));
		assertThat(get("/api/messages/" + message).get("text").asText()).isEqualTo("Hello");
		assertThat(this.bob.get("/api/held/a").statusCode()).isEqualTo(404);
		assertThat(counted("own-replay") - before).isEqualTo(1);
	}

	@Test
	void whatCannotBeStoredNowEitherIsHeldAgain() {
		this.platform.post(delivery(this.number, "{\"id\":7,\"type\":\"text\"}"));
		String id = get("/api/held").get("items").get(0).get("id").asText();

		JsonNode replayed = post("/api/held/" + id + "/replay", Map.of());

		assertThat(replayed.get("stored").asBoolean()).isFalse();
		assertThat(replayed.get("message").isNull()).isTrue();
		assertThat(replayed.get("reason").asText()).startsWith("invalid: ");
		assertThat(get("/api/held/" + id).get("attempts").asLong()).isEqualTo(2);
	}

	@Test
	void whatIsHeldForAnotherReasonThanBeforeIsNotStored() {
		this.platform.post(delivery(this.number, "{\"id\":7,\"type\":\"text\"}"));
		this.graph.query("MATCH (h:HeldEvent) SET h.id = 'before', h.reason = 'failed: java.lang.X'");

		JsonNode replayed = post("/api/held/before/replay", Map.of());

		assertThat(replayed.get("stored").asBoolean()).isFalse();
		assertThat(replayed.get("reason").asText()).startsWith("invalid: ");
		assertThat(get("/api/held").get("items")).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "not JSON", "{}", "{\"object\":\"whatsapp_business_account\",\"entry\":[]}" })
	void whatBecomesNoMessageNamesNone(String payload) {
		hold("a", this.number, "unknown: a field", 0, payload);

		assertThat(get("/api/held/a").get("payload").asText()).isEqualTo(payload);
		assertThat(get("/api/held/a").get("message").isNull()).isTrue();
	}

	@Test
	void aHeldEventIsDeletedForGood() {
		hold("a", this.number, "unknown: a field", 0, "{}");
		double before = counted("own-discard");

		assertThat(this.bob.delete("/api/held/a").statusCode()).isEqualTo(204);

		assertThat(this.graph.count("HeldEvent")).isZero();
		assertThat(this.bob.delete("/api/held/a").statusCode()).isEqualTo(404);
		assertThat(counted("own-discard") - before).isEqualTo(1);
	}

	@Test
	void manyAreReplayedPageByPageTheOldestFirst() {
		for (int i = 0; i < 5; i++) {
			hold("m" + i, this.number, "failed: java.lang.X", i, delivery(this.number, text("wamid." + i, "Hello")));
		}
		this.platform.post(delivery(this.number, "{\"id\":7,\"type\":\"text\"}", "{\"id\":8,\"type\":\"text\"}"));
		hold("u", this.number, "unknown: a field", 3, delivery(this.number, text("wamid.U", "of another reason")));

		List<String> pages = new ArrayList<>();
		String after = null;
		do {
			JsonNode page = post("/api/held/replay",
					body("channel", "whatsapp:" + this.number, "after", after, "limit", 3));
			pages.add("%s %s %s".formatted(page.get("replayed"), page.get("stored"), page.get("heldAgain")));
			after = page.get("next").textValue();
		}
		while (after != null);

		assertThat(pages).containsExactly("3 3 0", "3 3 0", "2 0 2");
		assertThat(this.graph.count("Message")).isEqualTo(6);
		assertThat(get("/api/held/counts").get("total").asLong()).isEqualTo(2);
	}

	@Test
	void aPageIsOfWhatFits() {
		hold("a", this.number, "failed: java.lang.X", 0, delivery(this.number, text("wamid.A", "a")));
		hold("b", this.number, "unknown: a field", 60, delivery(this.number, text("wamid.B", "b")));
		hold("c", this.otherNumber, "unknown: a field", 120, delivery(this.otherNumber, text("wamid.C", "c")));

		assertThat(post("/api/held/replay", body("reason", "unknown", "until", "2026-06-01T12:02:00Z")))
			.hasToString("{\"replayed\":1,\"stored\":1,\"heldAgain\":0,\"next\":null}");
		assertThat(ids("")).containsExactly("c", "a");
		assertThat(post("/api/held/discard", body("reason", "unknown", "from", "2026-06-01T12:02:00Z")))
			.hasToString("{\"discarded\":1,\"next\":null}");
		assertThat(ids("")).containsExactly("a");
	}

	@Test
	void manyAreDeletedPageByPage() {
		for (int i = 0; i < 5; i++) {
			hold("m" + i, this.number, "unknown: a field", i, "{}");
		}

		JsonNode page = post("/api/held/discard", body("limit", 3));
		JsonNode rest = post("/api/held/discard", body("limit", 3, "after", page.get("next").asText()));

		assertThat(page.get("discarded").asLong()).isEqualTo(3);
		assertThat(rest).hasToString("{\"discarded\":2,\"next\":null}");
		assertThat(this.graph.count("HeldEvent")).isZero();
	}

	@Test
	void nobodyTouchesWhatIsHeldForAnotherUser() {
		hold("a", this.number, "failed: java.lang.X", 0, delivery(this.number, text("wamid.A", "for Bob")));
		ApiClient.Session alice = this.api.signUp("alice");
		this.graph.own(alice.userId(), this.number + "2");

		assertThat(alice.post("/api/held/a/replay", Map.of()).statusCode()).isEqualTo(404);
		assertThat(alice.delete("/api/held/a").statusCode()).isEqualTo(404);
		for (Map<String, Object> all : List.of(body(), body("channel", "whatsapp:" + this.number))) {
			assertThat(json(alice.post("/api/held/replay", all)).get("replayed").asLong()).isZero();
			assertThat(json(alice.post("/api/held/discard", all)).get("discarded").asLong()).isZero();
		}
		assertThat(json(alice.get("/api/held/counts")).get("total").asLong()).isZero();
		assertThat(this.graph.query("MATCH (h:HeldEvent) RETURN h.id AS id, h.attempts AS attempts"))
			.containsExactly(Map.of("id", "a", "attempts", 1L));
		assertThat(this.graph.count("Message")).isZero();
	}

	@Test
	void whatCameInForAFormerOwnerStaysThatOnes() {
		hold("a", this.number, "failed: java.lang.X", 0, delivery(this.number, text("wamid.A", "for Bob")));
		this.graph.disconnect(this.bob.userId(), "whatsapp:" + this.number);
		ApiClient.Session alice = this.api.signUp("alice");
		this.graph.own(alice.userId(), this.number);

		assertThat(json(alice.post("/api/held/discard", body())).get("discarded").asLong()).isZero();
		assertThat(json(alice.post("/api/held/replay", body())).get("replayed").asLong()).isZero();
		assertThat(alice.get("/api/held/a").statusCode()).isEqualTo(404);

		assertThat(post("/api/held/replay", body()).get("stored").asLong()).isOne();
		assertThat(this.graph.value("MATCH (m:Message) RETURN m.userId")).isEqualTo(this.bob.userId());
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/held?limit=0", "/api/held?after=yesterday", "/api/held?from=yesterday",
			"/api/held?until=%2B1000000000-01-01T00:00:00Z", "/api/held?after=%2B999999999-01-01T00:00:00Z_x",
			"/api/held/counts?until=tomorrow" })
	void whatCannotBeAnsweredIsAProblem(String path) {
		assertThat(this.bob.get(path).statusCode()).isEqualTo(400);
	}

	@ParameterizedTest
	@CsvSource({ "limit, 201", "limit, 0", "limit, many", "after, yesterday", "from, yesterday", "until, soon",
			"from, 1969-12-31T23:59:59Z", "after, +999999999-01-01T00:00:00Z_x" })
	void whatCannotBeAPageIsAProblem(String field, String value) {
		hold("a", this.number, "unknown: a field", 0, "{}");

		for (String operation : List.of("replay", "discard")) {
			HttpResponse<String> answer = this.bob.post("/api/held/" + operation, Map.of(field, value));
			assertThat(answer.statusCode()).as(operation + answer.body()).isEqualTo(400);
			assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
		}
		assertThat(this.graph.count("HeldEvent")).isOne();
	}

	private void hold(String id, String phoneNumberId, String reason, long seconds, String payload) {
		this.driver.executableQuery("""
				CREATE (:HeldEvent {id: $id, provider: 'whatsapp', reason: $reason, channelKey: 'whatsapp:' + $number,
				  payload: $payload, receivedAt: datetime({epochSeconds: $at}), attempts: 1})""")
			.withParameters(Map.of("id", id, "reason", reason, "number", phoneNumberId, "payload", payload, "at",
					TIME.plusSeconds(seconds).getEpochSecond()))
			.execute();
	}

	private static Map<String, Object> body(Object... fields) {
		Map<String, Object> body = new HashMap<>();
		for (int i = 0; i < fields.length; i += 2) {
			body.put((String) fields[i], fields[i + 1]);
		}
		return body;
	}

	private double counted(String operation) {
		return this.meters.counter("switchboard.held.operations", "operation", operation).count();
	}

	private List<String> ids(String query) {
		return StreamSupport.stream(get("/api/held" + query).get("items").spliterator(), false)
			.map((item) -> item.get("id").asText())
			.toList();
	}

	private JsonNode get(String path) {
		HttpResponse<String> answer = this.bob.get(path);
		assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
		return json(answer);
	}

	private JsonNode post(String path, Object body) {
		HttpResponse<String> answer = this.bob.post(path, body);
		assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
		return json(answer);
	}

}
