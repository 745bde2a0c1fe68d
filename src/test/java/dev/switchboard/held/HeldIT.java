package dev.switchboard.held;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.switchboard.BoltProxy;
import dev.switchboard.Graph;
import dev.switchboard.Platform;
import dev.switchboard.SwitchboardTest;
import dev.switchboard.channel.ChannelAccount;
import dev.switchboard.channel.ChannelType;
import dev.switchboard.event.Event;
import dev.switchboard.event.EventGroup;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.client.RestClient;

import static dev.switchboard.Platform.delivery;
import static dev.switchboard.Platform.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What cannot be stored now waits, is replayed when it can, and is in operators' hands.
 */
@SwitchboardTest
// Left running, it would delete what other tests park.
@DirtiesContext
@TestPropertySource(properties = { "switchboard.held.sweep-period=500ms", "switchboard.held.expiry-period=500ms",
		"switchboard.held.max-per-channel=50" })
class HeldIT {

	private static final Duration SOON = Duration.ofSeconds(30);

	@Autowired
	private Platform platform;

	@Autowired
	private Graph graph;

	@Autowired
	private MeterRegistry meters;

	@Autowired
	private ProducerTemplate routes;

	@Autowired
	private CamelContext camel;

	@LocalManagementPort
	private int managementPort;

	private RestClient held;

	/** Another one in each test: the application remembers channels for a minute. */
	private final String number = Long.toString(System.nanoTime());

	@BeforeEach
	void client() {
		this.held = RestClient.builder()
			.baseUrl("http://127.0.0.1:" + this.managementPort + "/actuator/held")
			.defaultStatusHandler((status) -> true, (request, response) -> {
			})
			.build();
	}

	/** What is being replayed would be parked in the next test's graph. */
	@AfterEach
	void standsStill() {
		await().atMost(SOON).until(() -> this.camel.getInflightRepository().size() == 0);
	}

	@Test
	void connectingAChannelReplaysWhatWasParkedForIt() {
		for (int i = 0; i < 45; i++) {
			this.platform.post(delivery(this.number, text("wamid." + i, "too early")));
		}
		this.platform.post(delivery("404", text("wamid.X", "for somebody else")));
		assertThat(this.graph.count("HeldEvent")).isEqualTo(46);
		Instant connected = Instant.now();

		this.graph.connect("bob", this.number);

		await().atMost(SOON).until(() -> this.graph.count("HeldEvent") == 1);
		assertThat(this.graph.value("""
				MATCH (:User {id: 'bob'})-[:HAS_CONTACT]->(:Contact {name: 'John'})-[:SENT]->(m:Message)
				WHERE m.receivedAt.epochMillis <= %d RETURN count(m)""".formatted(connected.toEpochMilli())))
			.isEqualTo(45L);
		assertThat(this.graph.value("MATCH (h:HeldEvent) RETURN h.channelKey")).isEqualTo("whatsapp:404");
	}

	@Test
	void aChannelThatGotItsOwnerByHandIsFoundToo() {
		this.platform.post(delivery(this.number, text("wamid.A", "too early")));

		this.graph.query("""
				CREATE (:User {id: 'bob'})-[:OWNS]->(:Channel {key: 'whatsapp:%1$s', type: 'whatsapp',
				  externalId: '%1$s', userId: 'bob', status: 'connected'})""".formatted(this.number));

		await().atMost(SOON).until(() -> this.graph.count("HeldEvent") == 0);
		assertThat(this.graph.count("Message")).isOne();
	}

	@Test
	void whatNamesOnlyABusinessAccountWaitsForANumberOfIt() {
		this.platform.post("""
				{"object":"whatsapp_business_account","entry":[{"id":"104","time":1760000000,"changes":[
				{"field":"account_update","value":{"event":"VERIFIED_ACCOUNT"}}]}]}""");
		assertThat(this.graph.value("MATCH (h:HeldEvent) RETURN h.channelKey")).isEqualTo("account:104");

		this.graph.connect("bob",
				new ChannelAccount(ChannelType.whatsapp, this.number, "a number", "104", "15550783881"));

		await().atMost(SOON).until(() -> this.graph.count("HeldEvent") == 0);
		assertThat(this.graph.value("MATCH (:Channel)-[:REPORTED]->(e) RETURN count(e)")).isEqualTo(1L);
	}

	@Test
	void whatNamesANumberOfABusinessAccountWaitsForThatNumber() {
		this.graph.connect("ann", new ChannelAccount(ChannelType.whatsapp, "333", "another", "104", "12025550833"));
		this.platform.post("""
				{"object":"whatsapp_business_account","entry":[{"id":"104","time":1760000000,"changes":[
				{"field":"account_update","value":{"event":"PARTNER_REMOVED","phone_number":"15550783881"}}]}]}""");
		assertThat(this.graph.value("MATCH (h:HeldEvent) RETURN h.channelKey")).isEqualTo("account:104");

		this.graph.connect("bob",
				new ChannelAccount(ChannelType.whatsapp, this.number, "a number", "104", "+1 555-078-3881"));

		await().atMost(SOON).until(() -> this.graph.count("HeldEvent") == 0);
		assertThat(this.graph.value("MATCH (u:User)-[:OWNS]->(:Channel)-[:REPORTED]->() RETURN collect(u.id)"))
			.isEqualTo(List.of("bob"));
	}

	@Test
	void operatorsListFilterAndPage() {
		this.platform.post("not JSON");
		IntStream.range(0, 5).forEach((i) -> this.platform.post(delivery("40" + i, text("wamid." + i, "x"))));

		List<Map<String, Object>> all = new ArrayList<>();
		String next = "";
		while (next != null) {
			Map<String, Object> page = get("?limit=4" + (next.isEmpty() ? "" : "&after=" + next)).getBody();
			all.addAll(events(page));
			next = (String) page.get("next");
		}

		assertThat(all).hasSize(6).extracting("id").doesNotHaveDuplicates();
		assertThat(all).extracting((event) -> Instant.parse((String) event.get("receivedAt"))).isSorted();
		assertThat(all.getFirst()).containsEntry("reason", "unreadable")
			.containsEntry("provider", "whatsapp")
			.containsEntry("attempts", 1)
			.containsEntry("size", 8)
			.doesNotContainKey("payload");
		assertThat(events(get("?reason=unreadable").getBody())).hasSize(1);
		assertThat(events(get("?reason=unknown-channel").getBody())).hasSize(5);
		assertThat(events(get("?channel=whatsapp:402").getBody())).hasSize(1);
		assertThat(events(get("?provider=messenger").getBody())).isEmpty();
		assertThat(get("?after=yesterday").getStatusCode().value()).isEqualTo(400);
	}

	@Test
	void operatorsSeeThePayloadAndReplayOne() {
		this.platform.post(delivery(this.number, text("wamid.A", "too early")));
		String id = (String) events(get("").getBody()).getFirst().get("id");

		assertThat(get("/" + id).getBody()).hasEntrySatisfying("payload",
				(payload) -> assertThat((String) payload).contains("too early"));
		assertThat(post("/" + id, Map.of()).getBody()).containsEntry("released", false);
		assertThat(get("/" + id).getBody()).containsEntry("attempts", 2);
		this.graph.query("""
				CREATE (:User {id: 'bob'})-[:OWNS]->(:Channel {key: 'whatsapp:%s', userId: 'bob'})"""
			.formatted(this.number));
		ResponseEntity<Map<String, Object>> replayed = post("/" + id, Map.of());

		assertThat(replayed.getStatusCode().value()).isIn(200, 404);
		await().atMost(SOON).until(() -> this.graph.count("HeldEvent") == 0);
		assertThat(this.graph.count("Message")).isOne();
		assertThat(get("/" + id).getStatusCode().value()).isEqualTo(404);
		assertThat(post("/" + id, Map.of()).getStatusCode().value()).isEqualTo(404);
	}

	@Test
	void operatorsReplayByReason() {
		this.graph.connect("bob", this.number);
		this.routes.send("direct:events/process", (exchange) -> {
			exchange.setVariable("delivery",
					delivery(this.number, text("wamid.A", "misdirected")).getBytes(StandardCharsets.UTF_8));
			exchange.setVariable("provider", "telegram");
			exchange.setVariable("receivedAt", Instant.now());
		});
		assertThat(events(get("?reason=failed").getBody())).singleElement()
			.satisfies((event) -> assertThat(event).containsEntry("provider", "telegram"));
		this.graph.query("MATCH (h:HeldEvent) SET h.provider = 'whatsapp'");

		ResponseEntity<Map<String, Object>> answer = post("", Map.of("reason", "failed"));

		assertThat(answer.getStatusCode().value()).isEqualTo(202);
		await().atMost(SOON).until(() -> this.graph.count("HeldEvent") == 0);
		assertThat(this.graph.count("Message")).isOne();
		assertThat(post("", Map.of()).getStatusCode().value()).isEqualTo(400);
	}

	@Test
	void operatorsDiscardAndSayWhy() {
		this.platform.post("not JSON");
		String id = (String) events(get("").getBody()).getFirst().get("id");

		assertThat(delete("/" + id)).isEqualTo(400);
		assertThat(delete("/" + id + "?because= ")).isEqualTo(400);
		assertThat(this.graph.count("HeldEvent")).isOne();
		assertThat(delete("/" + id + "?because=a test")).isEqualTo(200);
		assertThat(this.graph.count("HeldEvent")).isZero();
		assertThat(delete("/" + id + "?because=a test")).isEqualTo(404);
		assertThat(this.meters.get("switchboard.held.operations").tag("operation", "discard").counter().count())
			.isGreaterThanOrEqualTo(3);
	}

	/** No schema has looked at their fields. */
	@Test
	void eventsOfAKindThatNoRouteStoresAreHeldWithoutLookingAtThem() {
		this.graph.connect("bob", this.number);
		Event event = new Event(Map.of("kind", "hologram", "contact", "nobody", "also", "x"),
				JsonNodeFactory.instance.objectNode().put("id", "h"));

		this.routes.requestBody("direct:events/store", new EventGroup("whatsapp", null, "whatsapp:" + this.number,
				"hologram", null, Instant.now(), List.of(event)));

		assertThat(this.graph.query("MATCH (h:HeldEvent) RETURN h.reason, h.payload"))
			.containsExactly(Map.of("h.reason", "unmapped: hologram", "h.payload", "{\"id\":\"h\"}"));
		assertThat(this.graph.count("Contact")).isZero();
	}

	@Test
	void withoutTheDatabaseOperatorsAreToldSo(BoltProxy wire) {
		wire.down();
		try {
			assertThat(get("").getStatusCode().value()).isEqualTo(503);
		}
		finally {
			wire.up();
		}
	}

	@Test
	void parkingIsBoundedByNumberAndTheOldestGo() {
		double before = expired("number");
		for (int i = 0; i < 60; i++) {
			this.platform.post(delivery(this.number, text("wamid." + i, "x")));
		}

		await().atMost(SOON).until(() -> this.graph.count("HeldEvent") == 50);
		assertThat(expired("number") - before).isEqualTo(10);
		assertThat(this.graph.value("MATCH (h:HeldEvent) WHERE h.payload CONTAINS '\"wamid.0\"' RETURN count(h)"))
			.isEqualTo(0L);
		assertThat(this.graph.value("MATCH (h:HeldEvent) WHERE h.payload CONTAINS '\"wamid.59\"' RETURN count(h)"))
			.isEqualTo(1L);
	}

	@Test
	void parkingIsBoundedByAgeButWhatNeedsAPersonStays() {
		double before = expired("age");
		this.graph.query("""
				UNWIND ['unknown-channel', 'unknown: a field'] AS reason
				CREATE (:HeldEvent {id: reason, reason: reason, channelKey: 'whatsapp:1', payload: '{}', attempts: 1,
				  provider: 'whatsapp', receivedAt: datetime() - duration({days: 31})})""");

		await().atMost(SOON).until(() -> this.graph.count("HeldEvent") == 1);
		assertThat(this.graph.value("MATCH (h:HeldEvent) RETURN h.reason")).isEqualTo("unknown: a field");
		assertThat(expired("age") - before).isEqualTo(1);
	}

	private double expired(String bound) {
		return this.meters.counter("switchboard.parked.expired", "bound", bound).count();
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, Object>> events(Map<String, Object> page) {
		return (List<Map<String, Object>>) page.get("events");
	}

	private ResponseEntity<Map<String, Object>> get(String path) {
		return this.held.get().uri(path).retrieve().toEntity(new ParameterizedTypeReference<>() {
		});
	}

	private ResponseEntity<Map<String, Object>> post(String path, Map<String, String> body) {
		return this.held.post()
			.uri(path)
			.contentType(MediaType.APPLICATION_JSON)
			.body(body)
			.retrieve()
			.toEntity(new ParameterizedTypeReference<>() {
			});
	}

	private int delete(String path) {
		return this.held.delete().uri(path).retrieve().toBodilessEntity().getStatusCode().value();
	}

}
