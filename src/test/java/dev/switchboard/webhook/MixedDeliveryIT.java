package dev.switchboard.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.switchboard.Graph;
import dev.switchboard.Platform;
import dev.switchboard.SwitchboardTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.lessThan;

/** The largest body that a platform may send: a thousand updates of many channels. */
@SwitchboardTest
class MixedDeliveryIT {

	private static final int CHANNELS = 50;

	private static final int THREE_MEGABYTES = 3_000_000;

	@Autowired
	private Platform platform;

	@Autowired
	private Graph graph;

	@BeforeEach
	void connect() {
		IntStream.range(0, CHANNELS).forEach((channel) -> this.graph.connect("user" + channel, number(channel)));
	}

	@Test
	void aThousandUpdatesOfFiftyChannelsAreWhereTheyBelong() {
		timeOf(body(1));

		assertAllIsThere(1);
	}

	@Test
	@Tag("thorough")
	void aWarmServerTakesAThousandUpdatesOfFiftyChannelsInUnderASecond() {
		AtomicInteger bodies = new AtomicInteger();

		await().atMost(Duration.ofSeconds(120))
			.pollInterval(Duration.ofMillis(1))
			.until(() -> timeOf(body(bodies.incrementAndGet())), lessThan(Duration.ofSeconds(1)));

		assertAllIsThere(bodies.get());
	}

	private void assertAllIsThere(long times) {
		assertThat(this.graph
			.query("""
					MATCH (u:User)-[:OWNS]->(ch:Channel)
					RETURN u.id AS user, ch.externalId AS number,
					  COUNT { (u)-[:HAS_CONTACT]->(:Contact)-[:SENT]->(m:Message) WHERE m.key STARTS WITH u.id + '/' + ch.key } AS messages,
					  COUNT { (ch)-[:SENT]->(m:Message {type: 'text', status: 'read'})-[:TO]->(:Contact)<-[:HAS_CONTACT]-(u) } AS answers,
					  COUNT { (u)-[:HAS_CONTACT]->(:Contact)-[:REACTED]->(m:Message) WHERE m.key STARTS WITH u.id + '/' + ch.key } AS reactions,
					  COUNT { (u)-[:HAS_CONTACT]->(:Contact)-[:SENT]->(m:Message {edits: 1}) WHERE m.key STARTS WITH u.id + '/' + ch.key } AS edited,
					  COUNT { (u)-[:HAS_CONTACT]->(:Contact)-[:SENT]->(m:Message {revoked: true}) WHERE m.key STARTS WITH u.id + '/' + ch.key } AS revoked,
					  COUNT { (ch)-[:REPORTED]->(:ChannelEvent)-[:ABOUT]->(:Contact)<-[:HAS_CONTACT]-(u) } AS events"""))
			.hasSize(CHANNELS)
			.allSatisfy((found) -> assertThat(found).containsAllEntriesOf(Map.of("messages", 10 * times, "answers",
					2 * times, "reactions", times, "edited", times, "revoked", times, "events", times)));
		assertThat(this.graph.count("HeldEvent")).isZero();
	}

	private Duration timeOf(byte[] body) {
		long start = System.nanoTime();
		assertThat(this.platform.post(body).statusCode()).isEqualTo(200);
		return Duration.ofNanos(System.nanoTime() - start);
	}

	private static byte[] body(int number) {
		String entries = IntStream.range(0, CHANNELS)
			.mapToObj((channel) -> entry(channel, number))
			.collect(Collectors.joining(","));
		byte[] body = """
				{"object":"whatsapp_business_account","entry":[%s]}""".formatted(entries)
			.getBytes(StandardCharsets.UTF_8);
		assertThat(body).hasSizeGreaterThan(THREE_MEGABYTES);
		return body;
	}

	// Twenty updates: ten messages, two answers with two statuses each, a reaction, an
	// edit, a revoke and a call.
	private static String entry(int channel, int body) {
		Stream<String> messages = IntStream.range(0, 10).mapToObj((i) -> text(channel, body, i));
		Stream<String> changes = Stream.of(
				message(body, 20, "reaction", "\"message_id\":\"m%d-0\",\"emoji\":\"x\"".formatted(body)),
				message(body, 21, "edit",
						"\"original_message_id\":\"m%d-1\",\"message\":{\"type\":\"text\",\"text\":{\"body\":\"new\"}}"
							.formatted(body)),
				message(body, 22, "revoke", "\"original_message_id\":\"m%d-2\"".formatted(body)));
		String all = Stream.concat(messages, changes).collect(Collectors.joining(","));
		String echoes = IntStream.range(0, 2)
			.mapToObj(
					(i) -> """
							{"from":"1555","to":"%s","id":"o%d-%d","timestamp":"1760000000","type":"text","text":{"body":"answer"}}"""
						.formatted(person(channel, i), body, i))
			.collect(Collectors.joining(","));
		String statuses = IntStream.range(0, 4)
			.mapToObj((i) -> """
					{"id":"o%d-%d","status":"%s","timestamp":"1760000000","recipient_id":"%s"}""".formatted(body, i / 2,
					(i % 2 == 0) ? "sent" : "read", person(channel, i / 2)))
			.collect(Collectors.joining(","));
		String call = """
				{"id":"wacid.%d","from":"%s","to":"1555","event":"connect","direction":"USER_INITIATED","timestamp":"1760000000"}"""
			.formatted(body, person(channel, 0));
		return "{\"id\":\"104\",\"changes\":[" + String.join(",",
				List.of(change(channel, "messages", "\"messages\":[" + all + "]"),
						change(channel, "message_echoes", "\"message_echoes\":[" + echoes + "]"),
						change(channel, "messages", "\"statuses\":[" + statuses + "]"),
						change(channel, "calls", "\"calls\":[" + call + "]")))
				+ "]}";
	}

	private static String change(int channel, String field, String content) {
		return """
				{"field":"%s","value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"1555",\
				"phone_number_id":"%s"},%s}}""".formatted(field, number(channel), content);
	}

	private static String text(int channel, int body, int i) {
		return """
				{"from":"%s","id":"m%d-%d","timestamp":"1760000000","type":"text","text":{"body":"%s"}}"""
			.formatted(person(channel, i % 5), body, i, "x".repeat(5_900));
	}

	private static String message(int body, int i, String type, String content) {
		return """
				{"from":"4917600000","id":"m%d-%d","timestamp":"1760000000","type":"%s","%s":{%s}}""".formatted(body, i,
				type, type, content);
	}

	private static String person(int channel, int i) {
		return "49176%03d%d".formatted(channel, i);
	}

	private static String number(int channel) {
		return "77%03d".formatted(channel);
	}

}
