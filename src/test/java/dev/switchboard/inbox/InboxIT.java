package dev.switchboard.inbox;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.ApiClient;
import dev.switchboard.Graph;
import dev.switchboard.Platform;
import dev.switchboard.SwitchboardTest;
import dev.switchboard.channel.ChannelAccount;
import dev.switchboard.channel.ChannelType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static dev.switchboard.ApiClient.json;
import static dev.switchboard.Platform.assertAccepted;
import static dev.switchboard.Platform.delivery;
import static dev.switchboard.Platform.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a user reads of what came in, and what nobody else does. */
@SwitchboardTest
class InboxIT {

	private static final String JOHN = "919900112233";

	private static final String MARY = "919900112244";

	@Autowired
	private Platform platform;

	@Autowired
	private Graph graph;

	@Autowired
	private ApiClient api;

	/** Others in each test: the application remembers channels for a minute. */
	private final String number = Long.toString(System.nanoTime());

	private final String otherNumber = this.number + "1";

	private ApiClient.Session bob;

	@BeforeEach
	void bobConnectsTwoNumbers() {
		this.bob = this.api.signUp("bob");
		this.graph.connect(this.bob.userId(), ChannelAccount.of(ChannelType.whatsapp, this.number, "the shop"));
		this.graph.connect(this.bob.userId(), ChannelAccount.of(ChannelType.whatsapp, this.otherNumber, "the bar"));
	}

	@Test
	void aMessageIsShownWithWhoWroteIt() {
		post(text("wamid.A/=", "Hello"));

		JsonNode message = items(this.bob, "/api/messages").getFirst();
		assertThat(message.get("id").asText()).isEqualTo(PublicId.of("whatsapp:" + this.number + "/wamid.A/="));
		assertThat(message.get("channel").asText()).isEqualTo("whatsapp:" + this.number);
		assertThat(message.get("contact").get("name").asText()).isEqualTo("John");
		assertThat(message.get("direction").asText()).isEqualTo("inbound");
		assertThat(message.get("type").asText()).isEqualTo("text");
		assertThat(message.get("text").asText()).isEqualTo("Hello");
		assertThat(message.get("sentAt").asText()).isEqualTo("2025-10-09T08:53:20Z");
		assertThat(message.get("receivedAt").asText()).endsWith("Z");
		assertThat(message.get("edited").asBoolean()).isFalse();
		assertThat(message.get("revoked").asBoolean()).isFalse();
		assertThat(message.get("replyTo").isNull()).isTrue();
		assertThat(message.get("attachments")).isEmpty();
		assertThat(get(this.bob, "/api/messages/" + message.get("id").asText())).isEqualTo(message);
		assertThat(get(this.bob, "/api/conversations/" + message.get("conversation").asText()).get("contact").get("id"))
			.isEqualTo(message.get("contact").get("id"));
	}

	@Test
	void aMessageIsShownWithItsFilesAndWhatItAnswersAndWhatBecameOfIt() {
		post(text("wamid.A", "First"),
				"""
						{"from":"919900112233","id":"wamid.B","timestamp":"1760000001","type":"image","context":{"id":"wamid.A"},
						"image":{"id":"4711","mime_type":"image/jpeg","sha256":"c2hh","caption":"my cat"}}""");
		change("messages",
				"""
						"messages":[{"from":"919900112233","id":"wamid.E","timestamp":"1760000009","type":"edit",
						"edit":{"original_message_id":"wamid.A","message":{"type":"text","text":{"body":"Second thoughts"}}}}]""");

		List<JsonNode> messages = items(this.bob, "/api/messages");
		assertThat(messages).extracting((message) -> message.get("type").asText()).containsExactly("image", "text");
		JsonNode image = messages.getFirst();
		assertThat(image.get("replyTo")).isEqualTo(messages.getLast().get("id"));
		assertThat(image.get("attachments")).hasSize(1);
		assertThat(image.get("attachments").get(0).get("mediaId").asText()).isEqualTo("4711");
		assertThat(image.get("attachments").get(0).get("mimeType").asText()).isEqualTo("image/jpeg");
		assertThat(messages.getLast().get("text").asText()).isEqualTo("Second thoughts");
		assertThat(messages.getLast().get("edited").asBoolean()).isTrue();
	}

	@Test
	void aMessageThatWasOnlyTalkedAboutIsNotShown() {
		post("""
				{"from":"919900112233","id":"wamid.B","timestamp":"1760000001","type":"text","context":{"id":"wamid.X"},
				"text":{"body":"Yes"}}""");

		assertThat(items(this.bob, "/api/messages")).hasSize(1);
		String answered = items(this.bob, "/api/messages").getFirst().get("replyTo").asText();
		assertThat(this.bob.get("/api/messages/" + answered).statusCode()).isEqualTo(404);
	}

	@Test
	void aConversationIsShownWithWhatWasSaidLast() {
		post(text(JOHN, "wamid.A", "Hello"));
		postTo(this.otherNumber, textAt(JOHN, "wamid.B", 1_760_000_005, "In the bar?"));
		post(textAt(MARY, "wamid.C", 1_760_000_003, "Open today?"), textAt(JOHN, "wamid.D", 1_760_000_002, "Again"));

		List<JsonNode> conversations = items(this.bob, "/api/conversations");
		assertThat(conversations).extracting((conversation) -> conversation.get("lastMessage").get("text").asText())
			.containsExactly("In the bar?", "Open today?", "Again");
		JsonNode last = conversations.getLast();
		assertThat(last.get("channel").get("key").asText()).isEqualTo("whatsapp:" + this.number);
		assertThat(last.get("channel").get("type").asText()).isEqualTo("whatsapp");
		assertThat(last.get("channel").get("name").asText()).isEqualTo("the shop");
		assertThat(last.get("contact").get("phone").asText()).isEqualTo(JOHN);
		assertThat(last.get("lastMessageAt").asText()).isEqualTo("2025-10-09T08:53:22Z");
		assertThat(last.get("lastMessage").get("direction").asText()).isEqualTo("inbound");
		assertThat(get(this.bob, "/api/conversations/" + last.get("id").asText())).isEqualTo(last);
		assertThat(texts("/api/messages?conversation=" + last.get("id").asText())).containsExactly("Again", "Hello");
		assertThat(items(this.bob, "/api/conversations?channel=whatsapp:" + this.otherNumber)).hasSize(1);
	}

	@Test
	void whatTheBusinessWroteCountsAsTheLastMessageToo() {
		this.graph.connect(this.bob.userId(), ChannelAccount.of(ChannelType.messenger, this.number, "the page"));
		page(this.number, """
				{"sender":{"id":"77"},"recipient":{"id":"PAGE"},"timestamp":1760000001000,
				"message":{"mid":"m_A","text":"Hello"}},
				{"sender":{"id":"PAGE"},"recipient":{"id":"77"},"timestamp":1760000002000,
				"message":{"mid":"m_B","is_echo":true,"text":"How can I help?"}},
				{"sender":{"id":"PAGE"},"recipient":{"id":"88"},"timestamp":1760000003000,
				"message":{"mid":"m_C","is_echo":true,"text":"Long time no see"}}""");

		List<JsonNode> conversations = items(this.bob, "/api/conversations?channel=messenger:" + this.number);
		assertThat(conversations).extracting((conversation) -> conversation.get("lastMessage").get("text").asText())
			.containsExactly("Long time no see", "How can I help?");
		assertThat(conversations.getFirst().get("lastMessage").get("direction").asText()).isEqualTo("outbound");
		assertThat(items(this.bob, "/api/contacts")).extracting((contact) -> contact.get("lastSeenAt").asText())
			.containsExactly("null", "2025-10-09T08:53:21Z");
		assertThat(items(this.bob, "/api/messages").getFirst().get("contact").get("id"))
			.isEqualTo(conversations.getFirst().get("contact").get("id"));
	}

	@Test
	void contactsAreListedByWhoWasActiveLast() {
		post(text(JOHN, "wamid.A", "Hello"), textAt(MARY, "wamid.B", 1_760_000_003, "Hi"));
		postTo(this.otherNumber, textAt(JOHN, "wamid.C", 1_760_000_005, "Hello again"));

		List<JsonNode> contacts = items(this.bob, "/api/contacts");
		assertThat(contacts).extracting((contact) -> contact.get("phone").asText()).containsExactly(JOHN, MARY);
		JsonNode john = contacts.getFirst();
		assertThat(john.get("firstSeenAt").asText()).isEqualTo("2025-10-09T08:53:20Z");
		assertThat(john.get("lastSeenAt").asText()).isEqualTo("2025-10-09T08:53:25Z");
		assertThat(john.get("identities").get(0).get("scheme").asText()).isEqualTo("wa");
		assertThat(john.get("identities").get(0).get("value").asText()).isEqualTo(JOHN);
		ObjectNode single = (ObjectNode) get(this.bob, "/api/contacts/" + john.get("id").asText());
		assertThat(single.remove(List.of("conversations", "evidence", "marketing"))).isEqualTo(john);
		assertThat(items(this.bob, "/api/contacts?channel=whatsapp:" + this.number))
			.extracting((contact) -> contact.get("phone").asText())
			.containsExactly(MARY, JOHN);
		assertThat(texts("/api/messages?contact=" + john.get("id").asText())).containsExactly("Hello again", "Hello");
		assertThat(
				texts("/api/messages?contact=%s&channel=whatsapp:%s".formatted(john.get("id").asText(), this.number)))
			.containsExactly("Hello");
	}

	@Test
	void aContactWithoutMessagesIsListedLast() {
		post(text(JOHN, "wamid.A", "Hello"));
		change("smb_app_state_sync", """
				"state_sync":[{"type":"contact","action":"add","contact":{"phone_number":"919900112244",
				"full_name":"Mary"},"metadata":{"timestamp":"1760000500"}}]""");

		assertThat(items(this.bob, "/api/contacts")).extracting((contact) -> contact.get("name").asText())
			.containsExactly("John", "Mary");
	}

	@Test
	void anIdOfAContactLeadsThereAlsoWhenItWasJoinedWithAnother() {
		post(text(JOHN, "wamid.A", "by phone"));
		post("""
				{"from_user_id":"IN.1","id":"wamid.B","timestamp":"1760000001","type":"text","text":{"body":"by user id"}}""");
		List<JsonNode> before = items(this.bob, "/api/conversations");
		assertThat(before).hasSize(2);

		post("""
				{"from":"919900112233","from_user_id":"IN.1","id":"wamid.C","timestamp":"1760000002","type":"text",
				"text":{"body":"it is me"}}""");

		JsonNode joined = items(this.bob, "/api/conversations").getFirst();
		for (JsonNode one : before) {
			assertThat(get(this.bob, "/api/conversations/" + one.get("id").asText())).isEqualTo(joined);
			assertThat(get(this.bob, "/api/contacts/" + one.get("contact").get("id").asText()).get("identities"))
				.hasSize(2);
			assertThat(texts("/api/messages?conversation=" + one.get("id").asText())).containsExactly("it is me",
					"by user id", "by phone");
			assertThat(texts("/api/messages?contact=" + one.get("contact").get("id").asText())).hasSize(3);
		}
		assertThat(items(this.bob, "/api/contacts")).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource({ "messages, 1", "messages, 5", "messages, 7", "messages, 25", "conversations, 4", "conversations, 5",
			"contacts, 4", "contacts, 5" })
	void pagesShowEverythingOnceAlsoWhatHasTheSameTime(String list, int limit) {
		post(IntStream.range(0, 15)
			.mapToObj((i) -> text("9199001100" + (10 + i), "wamid." + i, "same time"))
			.toArray(String[]::new));
		postTo(this.otherNumber,
				IntStream.range(0, 10)
					.mapToObj((i) -> textAt("9199001200" + (10 + i), "wamid.o" + i, 1_760_000_000 + i % 2, "other"))
					.toArray(String[]::new));

		List<String> ids = new ArrayList<>();
		String next = "";
		int pages = 0;
		do {
			JsonNode page = get(this.bob, "/api/%s?limit=%d%s".formatted(list, limit, next));
			page.get("items").forEach((item) -> ids.add(item.get("id").asText()));
			next = "&after=" + page.get("next").asText();
			pages++;
		}
		while (!next.equals("&after=null"));

		assertThat(ids).hasSize(25).doesNotHaveDuplicates();
		assertThat(ids).isEqualTo(ids(items(this.bob, "/api/%s?limit=200".formatted(list))));
		assertThat(pages).isEqualTo((25 + limit - 1) / limit);
	}

	@Test
	void whatComesMeanwhileDoesNotMoveThePagesBehind() {
		post(text("wamid.A", "1"), textAt(JOHN, "wamid.B", 1_760_000_001, "2"),
				textAt(JOHN, "wamid.C", 1_760_000_002, "3"));
		JsonNode first = get(this.bob, "/api/messages?limit=2");

		post(textAt(JOHN, "wamid.D", 1_760_000_003, "4"));

		assertThat(texts("/api/messages?after=" + first.get("next").asText())).containsExactly("1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/messages?limit=0", "/api/messages?limit=201", "/api/messages?limit=many",
			"/api/contacts?after=", "/api/contacts?after=AAAA", "/api/conversations?after=2026-06-01T12:00:00Z_x",
			"/api/messages?conversation=%3F", "/api/messages?conversation=d2hhdHNhcHA6MS9h&contact=x",
			"/api/messages?q=", "/api/messages?q=*" })
	void whatCannotBeAnsweredIsAProblem(String path) {
		HttpResponse<String> answer = this.bob.get(path);

		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
	}

	@Test
	void aCursorIsGoodForItsListOnlyAndAsItIs() {
		post(text("wamid.A", "1"), text("wamid.B", "2"));
		String next = get(this.bob, "/api/messages?limit=1").get("next").asText();

		assertThat(this.bob.get("/api/conversations?after=" + next).statusCode()).isEqualTo(400);
		assertThat(this.bob.get("/api/messages?after=" + (next.startsWith("A") ? "B" : "A") + next.substring(1))
			.statusCode()).isEqualTo(400);
		assertThat(this.bob.get("/api/messages?after=" + next.substring(0, next.length() - 2)).statusCode())
			.isEqualTo(400);
	}

	@Test
	void aCursorOfAnotherUserShowsOnlyOnesOwn() {
		ApiClient.Session alice = alice();
		post(text("wamid.A", "Bob's first"), text("wamid.B", "Bob's second"));
		String next = get(this.bob, "/api/messages?limit=1").get("next").asText();

		assertThat(items(alice, "/api/messages?after=" + next)).isEmpty();
	}

	@Test
	void wordsFindMessages() {
		post(text(JOHN, "wamid.A", "Is my order late again?"),
				textAt(MARY, "wamid.B", 1_760_000_001, "My ORDER has come"),
				textAt(MARY, "wamid.C", 1_760_000_002, "Don't go to example.com, नमस्ते"));
		postTo(this.otherNumber, textAt(JOHN, "wamid.D", 1_760_000_003, "A late order of drinks"));

		awaitFound("order", "A late order of drinks", "My ORDER has come", "Is my order late again?");
		awaitFound("late order", "A late order of drinks", "Is my order late again?");
		awaitFound("don't example.com नमस्ते", "Don't go to example.com, नमस्ते");
		awaitFound("nowhere");
		assertThat(texts("/api/messages?limit=1&q=order")).containsExactly("A late order of drinks");
		assertThat(texts("/api/messages?q=order&channel=whatsapp:" + this.number)).containsExactly("My ORDER has come",
				"Is my order late again?");
		String mary = items(this.bob, "/api/messages?q=example.com").getFirst().get("contact").get("id").asText();
		assertThat(texts("/api/messages?q=order&contact=" + mary)).containsExactly("My ORDER has come");
	}

	@Test
	void whatWasRevokedIsFoundNoMore() {
		post(text("wamid.A", "a secret"));
		awaitFound("secret", "a secret");

		post("""
				{"from":"919900112233","id":"wamid.R","timestamp":"1760000009","type":"revoke",
				"revoke":{"original_message_id":"wamid.A"}}""");

		awaitFound("secret");
		assertThat(items(this.bob, "/api/messages").getFirst().get("revoked").asBoolean()).isTrue();
		assertThat(items(this.bob, "/api/messages").getFirst().get("text").isNull()).isTrue();
		assertThat(items(this.bob, "/api/conversations").getFirst().get("lastMessage").get("revoked").asBoolean())
			.isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "secret OR *", "secret\" OR userId:\"%s", "userId:%s", "secret) OR (userId:%s", "\\",
			"secret\\\" OR text:\"secret", "+userId:%s secret", "-userId:bob secret", "userId:%s^9 secret~", "*:*",
			"text:[a TO z]", "/.*/", "channelKey:\"whatsapp\"" })
	void noWordsFindWhatIsAnotherUsers(String attempt) {
		ApiClient.Session alice = alice();
		postTo(this.number + "2", text("wamid.A", "Alice has a secret"));
		await().untilAsserted(() -> assertThat(items(alice, "/api/messages?q=secret")).hasSize(1));

		HttpResponse<String> answer = this.bob.get("/api/messages?q=" + encoded(attempt.replace("%s", alice.userId())));

		assertThat(answer.statusCode()).isIn(200, 400);
		if (answer.statusCode() == 200) {
			assertThat(json(answer).get("items")).isEmpty();
		}
	}

	@Test
	void whatIsAnotherUsersIsNotThere() {
		post(text("wamid.A", "Hello"));
		JsonNode message = items(this.bob, "/api/messages").getFirst();
		ApiClient.Session alice = alice();

		for (String path : List.of("/api/messages/" + message.get("id").asText(),
				"/api/conversations/" + message.get("conversation").asText(),
				"/api/contacts/" + message.get("contact").get("id").asText())) {
			HttpResponse<String> another = alice.get(path);
			assertThat(another.statusCode()).isEqualTo(404);
			HttpResponse<String> unknown = alice.get(path.substring(0, path.length() - 4) + "AAAA");
			assertThat(unknown.statusCode()).isEqualTo(404);
			assertThat(json(another).get("detail")).isEqualTo(json(unknown).get("detail"));
			assertThat(this.bob.get(path).statusCode()).isEqualTo(200);
			assertThat(this.api.anonymous().get(path).statusCode()).isEqualTo(401);
		}
		assertThat(items(alice, "/api/messages?conversation=" + message.get("conversation").asText())).isEmpty();
		assertThat(items(alice, "/api/messages?contact=" + message.get("contact").get("id").asText())).isEmpty();
		assertThat(items(alice, "/api/messages?channel=whatsapp:" + this.number)).isEmpty();
		assertThat(items(alice, "/api/conversations?channel=whatsapp:" + this.number)).isEmpty();
		assertThat(items(alice, "/api/contacts?channel=whatsapp:" + this.number)).isEmpty();
	}

	@Test
	void onePersonWhoWritesToTwoUsersIsTwoContacts() {
		ApiClient.Session alice = alice();
		post(text("wamid.A", "to Bob"));
		postTo(this.number + "2", text("wamid.A", "to Alice"));

		assertThat(texts("/api/messages")).containsExactly("to Bob");
		assertThat(items(alice, "/api/messages")).extracting((message) -> message.get("text").asText())
			.containsExactly("to Alice");
		assertThat(ids(items(this.bob, "/api/contacts"))).isNotEqualTo(ids(items(alice, "/api/contacts")));
	}

	@Test
	void aFormerOwnerKeepsWhatCameAndTheNextOneSeesNothingOfIt() {
		post(text("wamid.A", "for Bob"));
		awaitFound("bob", "for Bob");
		JsonNode conversation = items(this.bob, "/api/conversations").getFirst();
		this.graph.disconnect(this.bob.userId(), "whatsapp:" + this.number);
		ApiClient.Session alice = this.api.signUp("alice");
		this.graph.connect(alice.userId(), ChannelAccount.of(ChannelType.whatsapp, this.number, "Alice's number"));

		post(textAt(JOHN, "wamid.B", 1_760_000_005, "for Alice"));
		change("messages", """
				"messages":[{"from":"919900112233","id":"wamid.A","timestamp":"1760000000","type":"text",
				"text":{"body":"the same id for Alice"}}]""");

		assertThat(texts("/api/messages")).containsExactly("for Bob");
		assertThat(texts("/api/messages?channel=whatsapp:" + this.number)).containsExactly("for Bob");
		JsonNode kept = get(this.bob, "/api/conversations/" + conversation.get("id").asText());
		assertThat(kept.get("lastMessage")).isEqualTo(conversation.get("lastMessage"));
		assertThat(kept.get("channel").get("name").isNull()).isTrue();
		assertThat(ids(items(this.bob, "/api/conversations"))).contains(conversation.get("id").asText());
		assertThat(items(alice, "/api/messages")).extracting((message) -> message.get("text").asText())
			.containsExactly("for Alice", "the same id for Alice");
		assertThat(items(alice, "/api/messages?contact=" + ids(items(alice, "/api/contacts")).getFirst())).hasSize(2);
		assertThat(items(alice, "/api/messages?q=bob")).isEmpty();
		assertThat(items(alice, "/api/conversations")).extracting((one) -> one.get("lastMessage").get("text").asText())
			.containsExactly("for Alice");
	}

	private ApiClient.Session alice() {
		ApiClient.Session alice = this.api.signUp("alice");
		this.graph.connect(alice.userId(), this.number + "2");
		return alice;
	}

	private void post(String... messages) {
		postTo(this.number, messages);
	}

	private void postTo(String phoneNumberId, String... messages) {
		assertAccepted(this.platform.post(delivery(phoneNumberId, messages)));
	}

	private void change(String field, String content) {
		assertAccepted(this.platform
			.post("""
					{"object":"whatsapp_business_account","entry":[{"id":"104","changes":[{"field":"%s","value":{
					"messaging_product":"whatsapp","metadata":{"display_phone_number":"15550783881","phone_number_id":"%s"},%s
					}}]}]}"""
				.formatted(field, this.number, content)));
	}

	private void page(String page, String messaging) {
		assertAccepted(this.platform.post("messenger", """
				{"object":"page","entry":[{"id":"%s","time":1,"messaging":[%s]}]}""".formatted(page,
				messaging.replace("PAGE", page))));
	}

	private static String textAt(String from, String id, long seconds, String body) {
		return text(from, id, body).replace("1760000000", Long.toString(seconds));
	}

	private void awaitFound(String words, String... texts) {
		await().untilAsserted(
				() -> assertThat(texts("/api/messages?q=" + encoded(words))).as(words).containsExactly(texts));
	}

	private List<String> texts(String path) {
		return items(this.bob, path).stream().map((message) -> message.get("text").asText()).toList();
	}

	private static List<String> ids(List<JsonNode> items) {
		return items.stream().map((item) -> item.get("id").asText()).toList();
	}

	private static List<JsonNode> items(ApiClient.Session user, String path) {
		return StreamSupport.stream(get(user, path).get("items").spliterator(), false).toList();
	}

	private static JsonNode get(ApiClient.Session user, String path) {
		HttpResponse<String> answer = user.get(path);
		assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
		return json(answer);
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
