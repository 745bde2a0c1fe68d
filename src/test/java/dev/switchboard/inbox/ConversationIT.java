package dev.switchboard.inbox;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.ApiClient;
import dev.switchboard.Graph;
import dev.switchboard.Neo4jExtension;
import dev.switchboard.Platform;
import dev.switchboard.SwitchboardTest;
import dev.switchboard.channel.ChannelAccount;
import dev.switchboard.channel.ChannelType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neo4j.driver.Driver;

import org.springframework.beans.factory.annotation.Autowired;

import static dev.switchboard.ApiClient.json;
import static dev.switchboard.Platform.assertAccepted;
import static org.assertj.core.api.Assertions.assertThat;

/** Which conversations wait for an answer, and which ones the user has not seen. */
@SwitchboardTest
class ConversationIT {

	private static final long TIME = 1_760_000_000;

	private static final long DAY = 86_400;

	@Autowired
	private Platform platform;

	@Autowired
	private Graph graph;

	@Autowired
	private ApiClient api;

	/** Others in each test: the application remembers channels and evidence. */
	private final String number = Long.toString(System.nanoTime());

	private final String otherNumber = this.number + "1";

	private final String john = "4477" + System.nanoTime() % 100_000_000;

	private final String mary = "4478" + System.nanoTime() % 100_000_000;

	private ApiClient.Session bob;

	@BeforeEach
	void bobConnectsTwoNumbers() {
		this.bob = this.api.signUp("bob");
		this.graph.connect(this.bob.userId(), ChannelAccount.of(ChannelType.whatsapp, this.number, "the shop"));
		this.graph.connect(this.bob.userId(), ChannelAccount.of(ChannelType.whatsapp, this.otherNumber, "the bar"));
	}

	@Test
	void aConversationIsUnansweredUntilTheBusinessWrites() {
		post(message(this.john, 0, "Hello"), message(this.mary, 5, "Open today?"));
		postTo(this.otherNumber, message(this.john, 3, "In the bar?"));

		assertThat(unanswered("")).containsExactly("Open today?", "In the bar?", "Hello");
		assertThat(unanswered("&channel=whatsapp:" + this.number)).containsExactly("Open today?", "Hello");

		post(echo(this.mary, 10, "Until eight"));
		post(echo(this.john, -10, "an old one that comes late"));

		assertThat(unanswered("")).containsExactly("In the bar?", "Hello");
		JsonNode answered = conversation("Until eight");
		assertThat(answered.get("unansweredSince").isNull()).isTrue();
		assertThat(answered.get("lastInboundAt").asText()).isEqualTo("2025-10-09T08:53:25Z");
		assertThat(answered.get("replyUntil").asText()).isEqualTo("2025-10-10T08:53:25Z");
		assertThat(conversation("Hello").get("unansweredSince").asText()).isEqualTo("2025-10-09T08:53:20Z");

		post(message(this.mary, 20, "And tomorrow?"));

		assertThat(unanswered("")).containsExactly("And tomorrow?", "In the bar?", "Hello");
		assertThat(get("/api/conversations").get("items")).hasSize(3);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 2, 3, 4, 5 })
	void whetherItIsAnsweredIsTheSameInWhicheverOrderItCame(int order) {
		List<String> messages = new ArrayList<>(List.of(message(this.john, 0, "Hello"), echo(this.john, 5, "Hi"),
				message(this.john, 10, "Are you open?")));
		Collections.rotate(messages, order);
		if (order > 2) {
			Collections.reverse(messages);
		}

		messages.forEach(this::post);

		assertThat(unanswered("")).containsExactly("Are you open?");
		post(echo(this.john, 10, "Yes"));
		assertThat(unanswered("")).isEmpty();
	}

	@Test
	void onlyWhatTheBusinessWroteHasNoTimeUntilWhichToReply() {
		post(echo(this.john, 0, "Long time no see"));

		JsonNode conversation = conversation("Long time no see");
		assertThat(conversation.get("lastInboundAt").isNull()).isTrue();
		assertThat(conversation.get("replyUntil").isNull()).isTrue();
		assertThat(conversation.get("unread").asBoolean()).isFalse();
		assertThat(unanswered("")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 7 })
	void pagesShowEveryUnansweredConversationOnce(int limit) {
		post(IntStream.range(0, 5)
			.mapToObj((i) -> message("44791" + i + this.number.substring(6), i / 2, "in the shop"))
			.toArray(String[]::new));
		postTo(this.otherNumber,
				IntStream.range(0, 2)
					.mapToObj((i) -> message("44792" + i + this.number.substring(6), i, "in the bar"))
					.toArray(String[]::new));

		List<String> ids = new ArrayList<>();
		String next = "";
		do {
			JsonNode page = get("/api/conversations?unanswered=true&limit=%d%s".formatted(limit, next));
			page.get("items").forEach((item) -> ids.add(item.get("id").asText()));
			next = "&after=" + page.get("next").asText();
		}
		while (!next.equals("&after=null"));

		assertThat(ids).hasSize(7).doesNotHaveDuplicates();
		JsonNode first = get("/api/conversations?unanswered=true&limit=1");
		assertThat(this.bob.get("/api/conversations?after=" + first.get("next").asText()).statusCode()).isEqualTo(400);
	}

	@Test
	void whatTheUserHasSeenIsReadUntilThePersonWritesAgain() {
		post(message(this.john, 0, "Hello"), message(this.john, 5, "Anybody there?"));
		String id = conversation("Anybody there?").get("id").asText();
		get("/api/messages?conversation=" + id);
		assertThat(isUnread(id)).isTrue();

		see(id, "2025-10-09T08:53:25Z");
		assertThat(isUnread(id)).isFalse();

		post(echo(this.john, 7, "Yes"));
		assertThat(isUnread(id)).isFalse();

		post(message(this.john, 10, "Good"));
		assertThat(isUnread(id)).isTrue();

		see(id, "2025-10-09T08:53:30Z");
		assertThat(isUnread(id)).isFalse();

		see(id, "2025-10-09T08:53:29.999Z");
		assertThat(isUnread(id)).isTrue();

		see(id, "2030-01-01T00:00:00Z");
		assertThat(isUnread(id)).isFalse();

		see(id, null);
		assertThat(isUnread(id)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "yesterday", "1969-12-31T23:59:59Z", "+10000-01-01T00:00:00Z", "2025-10-09" })
	void aMarkIsATime(String upTo) {
		post(message(this.john, 0, "Hello"));
		String id = conversation("Hello").get("id").asText();

		HttpResponse<String> answer = this.bob.put("/api/conversations/" + id + "/seen", Map.of("upTo", upTo));

		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
	}

	@Test
	void anotherUserCannotMarkAConversation() {
		post(message(this.john, 0, "Hello"));
		String id = conversation("Hello").get("id").asText();

		for (String path : List.of("/api/conversations/" + id + "/seen", "/api/conversations/AAAA/seen",
				"/api/conversations/?/seen")) {
			assertThat(this.api.logIn(signUp("alice"))
				.put(path.replace("?", "%3F"), mark("2030-01-01T00:00:00Z"))
				.statusCode()).as(path).isEqualTo(404);
		}
		assertThat(isUnread(id)).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "2025-10-09T08:53:20Z, 2025-10-09T08:53:25Z, 2025-10-09T08:53:20Z",
			"2025-10-09T08:53:25Z, 2025-10-09T08:53:20Z, 2025-10-09T08:53:20Z", "2025-10-09T08:53:25Z, , none",
			", 2025-10-09T08:53:25Z, none" })
	void ofTwoConversationsThatBecomeOneTheEarlierMarkCounts(String byPhone, String byUserId, String joined) {
		post(message(this.john, 0, "by phone"), byUserId(this.john, 5, "by user id"));
		see(conversation("by phone").get("id").asText(), byPhone);
		see(conversation("by user id").get("id").asText(), byUserId);

		post(byBoth(this.john, 10, "it is me"));

		assertThat(marks()).containsExactly(joined);
		assertThat(unanswered("")).containsExactly("it is me");
		assertThat(conversation("it is me").get("lastInboundAt").asText()).isEqualTo("2025-10-09T08:53:30Z");
	}

	/** Three at once, of whom the one that stays has no conversation on the channel. */
	@ParameterizedTest
	@CsvSource({ "'2025-10-09T08:53:25Z', , none", ", '2025-10-09T08:53:25Z', none",
			"'2025-10-09T08:53:25Z', '2025-10-09T08:53:20Z', 2025-10-09T08:53:20Z",
			"'2025-10-09T08:53:20Z', '2025-10-09T08:53:25Z', 2025-10-09T08:53:20Z" })
	void ofThreeThatBecomeOneTheEarliestMarkCounts(String second, String third, String joined) throws IOException {
		Driver driver = Neo4jExtension.driver();
		driver
			.executableQuery(
					"""
							CREATE (channel:Channel {key: 'whatsapp:three'})
							CREATE (identity:Identity {key: 'u/wa/1', userId: 'u', contactId: 'a'})
							CREATE (:Contact {id: 'a', userId: 'u'})-[:KNOWN_AS]->(identity)
							WITH channel, identity
							UNWIND [['b', $second], ['c', $third]] AS other
							CREATE (contact:Contact {id: other[0], userId: 'u'})-[:KNOWN_AS]->(identity)
							CREATE (contact)-[:HAS]->(:Conversation {key: 'whatsapp:three/' + other[0], channelKey: channel.key, userId: 'u',
							  lastMessageAt: datetime('2025-10-09T08:53:30Z'), lastInboundAt: datetime('2025-10-09T08:53:30Z'),
							  seenUpTo: datetime(other[1])})-[:ON]->(channel)""")
			.withParameters(mapOf("second", second, "third", third))
			.execute();

		driver.executableQuery(Files.readString(Path.of("cypher/contacts/join-contacts.cypher")))
			.withParameters(Map.of("rows", List.of(Map.of("ordinal", 0, "p_identityKey", "u/wa/1", "p_userId", "u"))))
			.execute();

		assertThat(this.graph.value("MATCH (v:Conversation) RETURN v.key")).isEqualTo("whatsapp:three/a");
		assertThat(marks()).containsExactly(joined);
	}

	private static Map<String, Object> mapOf(String one, Object first, String other, Object second) {
		Map<String, Object> map = new HashMap<>();
		map.put(one, first);
		map.put(other, second);
		return map;
	}

	@Test
	void aConversationWithoutInboundMessagesTakesNoMarkAway() {
		post(message(this.john, 0, "by phone"));
		see(conversation("by phone").get("id").asText(), "2025-10-09T08:53:25Z");
		post("""
				{"from":"15550783881","to_user_id":"IN.%s","id":"wamid.E%s","timestamp":"%d","type":"text",
				"text":{"body":"to the user id"}}""".formatted(this.john, this.john, TIME + 3));

		post(byBoth(this.john, 2, "it is me"));

		assertThat(this.graph.count("Contact")).isOne();
		assertThat(marks()).containsExactly("2025-10-09T08:53:25Z");
		assertThat(unanswered("")).isEmpty();
	}

	/** A number that its holder gave up went to somebody else, which is learned late. */
	@Test
	void ofAConversationThatIsDividedEachPartKeepsTheMark() {
		post(message(this.john, 0, "Where is my order?"), echo(this.john, 5, "On its way"));
		post(from("\"from\":\"%s\",\"from_user_id\":\"DE.%s\"".formatted(this.john, this.john), 90 * DAY,
				"Do you mend bicycles?"));
		assertThat(get("/api/conversations").get("items")).hasSize(1);
		see(conversation("Do you mend bicycles?").get("id").asText(), "2026-01-01T00:00:00Z");

		post("""
				{"from":"%s","id":"wamid.moved%s","timestamp":"%d","type":"system","system":{"type":"user_changed_number",
				"body":"changed","wa_id":"%s"}}"""
			.formatted(this.john, this.john, TIME + DAY, this.mary));

		assertThat(get("/api/conversations").get("items")).hasSize(2);
		assertThat(marks()).containsExactly("2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z");
		assertThat(isUnread(conversation("Do you mend bicycles?").get("id").asText())).isTrue();
		assertThat(this.graph
			.query("""
					MATCH (v:Conversation)
					RETURN toString(v.lastInboundAt) + coalesce(' ' + toString(v.unansweredSince), '') AS asked ORDER BY asked"""))
			.extracting("asked")
			.containsExactly("2025-10-10T08:53:20Z 2025-10-10T08:53:20Z", "2026-01-07T08:53:20Z 2026-01-07T08:53:20Z");
	}

	private List<Object> marks() {
		return this.graph.query("""
				MATCH (v:Conversation) WHERE v.lastMessageAt IS NOT NULL
				RETURN coalesce(toString(v.seenUpTo), 'none') AS seen""")
			.stream()
			.map((one) -> one.get("seen"))
			.toList();
	}

	private String signUp(String name) {
		this.api.anonymous()
			.post("/api/account", Map.of("email", ApiClient.email(name), "name", name, "password", ApiClient.PASSWORD));
		return name;
	}

	private void see(String id, String upTo) {
		assertThat(this.bob.put("/api/conversations/" + id + "/seen", mark(upTo)).statusCode()).isEqualTo(204);
	}

	private static Map<String, String> mark(String upTo) {
		Map<String, String> mark = new HashMap<>();
		mark.put("upTo", upTo);
		return mark;
	}

	private boolean isUnread(String id) {
		return get("/api/conversations/" + id).get("unread").asBoolean();
	}

	private List<String> unanswered(String filter) {
		return StreamSupport
			.stream(get("/api/conversations?unanswered=true" + filter).get("items").spliterator(), false)
			.map((conversation) -> conversation.get("lastMessage").get("text").asText())
			.toList();
	}

	private JsonNode conversation(String lastText) {
		return StreamSupport.stream(get("/api/conversations").get("items").spliterator(), false)
			.filter((one) -> one.get("lastMessage").get("text").asText().equals(lastText))
			.findAny()
			.orElseThrow();
	}

	private JsonNode get(String path) {
		HttpResponse<String> answer = this.bob.get(path);
		assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
		return json(answer);
	}

	private void post(String... messages) {
		postTo(this.number, messages);
	}

	private void postTo(String phoneNumberId, String... messages) {
		for (String message : messages) {
			String field = message.contains("\"to") ? "smb_message_echoes" : "messages";
			String list = message.contains("\"to") ? "message_echoes" : "messages";
			assertAccepted(this.platform
				.post("""
						{"object":"whatsapp_business_account","entry":[{"id":"104","changes":[{"field":"%s","value":{
						"messaging_product":"whatsapp","metadata":{"display_phone_number":"15550783881","phone_number_id":"%s"},
						"%s":[%s]}}]}]}"""
					.formatted(field, phoneNumberId, list, message)));
		}
	}

	private String message(String from, long seconds, String body) {
		return from("\"from\":\"%s\"".formatted(from), seconds, body);
	}

	private String byUserId(String user, long seconds, String body) {
		return from("\"from_user_id\":\"IN.%s\"".formatted(user), seconds, body);
	}

	private String byBoth(String user, long seconds, String body) {
		return from("\"from\":\"%s\",\"from_user_id\":\"IN.%s\"".formatted(user, user), seconds, body);
	}

	private static String from(String who, long seconds, String body) {
		return """
				{%s,"id":"wamid.%d","timestamp":"%d","type":"text","text":{"body":"%s"}}""".formatted(who,
				System.nanoTime(), TIME + seconds, body);
	}

	private static String echo(String to, long seconds, String body) {
		return """
				{"from":"15550783881","to":"%s","id":"wamid.%d","timestamp":"%d","type":"text","text":{"body":"%s"}}"""
			.formatted(to, System.nanoTime(), TIME + seconds, body);
	}

}
