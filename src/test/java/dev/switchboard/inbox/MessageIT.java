package dev.switchboard.inbox;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

import org.springframework.beans.factory.annotation.Autowired;

import static dev.switchboard.ApiClient.json;
import static dev.switchboard.Platform.assertAccepted;
import static dev.switchboard.Platform.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Everything that a message says is shown, and where it came from. */
@SwitchboardTest
class MessageIT {

	private static final ObjectMapper JSON = new ObjectMapper();

	@Autowired
	private Platform platform;

	@Autowired
	private Graph graph;

	@Autowired
	private ApiClient api;

	/** Another one in each test: the application remembers channels for a minute. */
	private final String number = Long.toString(System.nanoTime());

	private ApiClient.Session bob;

	@BeforeEach
	void bobConnectsAccounts() {
		this.bob = this.api.signUp("bob");
		for (ChannelType type : ChannelType.values()) {
			this.graph.connect(this.bob.userId(), ChannelAccount.of(type, this.number, "the shop"));
		}
	}

	@Test
	void aPlainTextHasNothingElse() {
		post(text("wamid.A", "Hello"));

		JsonNode message = message();
		for (String field : List.of("payload", "location", "flow", "catalogId", "productId", "permission", "ad",
				"error", "systemType", "unsupportedType", "storyUrl", "deliveredAt", "readAt", "failedAt", "raw")) {
			assertThat(message.has(field)).as(field).isTrue();
			assertThat(message.get(field).isNull()).as(field).isTrue();
		}
		for (String field : List.of("sharedContacts", "orderItems", "reactions")) {
			assertThat(message.get(field).isArray()).as(field).isTrue();
			assertThat(message.get(field)).as(field).isEmpty();
		}
		for (String field : List.of("forwarded", "standby", "writtenElsewhere")) {
			assertThat(message.get(field).isBoolean()).as(field).isTrue();
			assertThat(message.get(field).asBoolean()).as(field).isFalse();
		}
	}

	@Test
	void aPlaceIsShown() {
		post(of("location", """
				{"latitude":52.52,"longitude":13.405,"name":"Alexanderplatz","address":"Berlin"}"""));

		assertThat(message().get("location")).isEqualTo(parse("""
				{"latitude":52.52,"longitude":13.405,"name":"Alexanderplatz","address":"Berlin"}"""));
		assertThat(message().get("raw").isNull()).isTrue();
	}

	@Test
	void aFilledInFormIsShown() {
		post(of("interactive",
				"""
						{"type":"nfm_reply","nfm_reply":{"name":"flow","body":"Sent","response_json":"{\\"size\\":\\"M\\"}"}}"""));

		assertThat(message().get("flow")).isEqualTo(parse("""
				{"name":"flow","response":"{\\"size\\":\\"M\\"}"}"""));
	}

	@Test
	void whatIsBehindAButtonIsShown() {
		post(of("button", "{\"payload\":\"YES\",\"text\":\"Yes, please\"}"));

		assertThat(message().get("payload").asText()).isEqualTo("YES");
		assertThat(message().get("text").asText()).isEqualTo("Yes, please");
	}

	@Test
	void sharedContactsAreShown() {
		post(of("contacts", """
				[{"name":{"formatted_name":"Ann Lee"},"phones":[{"phone":"+1 555","wa_id":"1555"}],
				"emails":[{"email":"ann@example.com"}],"org":{"company":"Acme"}},{"name":{"formatted_name":"Bo"}}]"""));

		assertThat(message().get("sharedContacts")).isEqualTo(
				parse("""
						[{"name":"Ann Lee","phones":["+1 555"],"waIds":["1555"],"emails":["ann@example.com"],"organization":"Acme"},
						{"name":"Bo","phones":[],"waIds":[],"emails":[],"organization":null}]"""));
	}

	@Test
	void anOrderIsShown() {
		post(of("order", """
				{"catalog_id":"77","text":"Fast, please","product_items":[
				{"product_retailer_id":"shoe","quantity":2,"item_price":49.5,"currency":"EUR"}]}"""));

		assertThat(message().get("orderItems")).isEqualTo(parse("""
				[{"retailerId":"shoe","quantity":2,"price":49.5,"currency":"EUR"}]"""));
		assertThat(message().get("catalogId").asText()).isEqualTo("77");
	}

	@Test
	void reactionsAreShownUntilTheyAreTakenBack() {
		post(text("wamid.A", "Hello"), reaction(1, "👍"));
		echo("""
				{"from":"15550783881","to":"919900112233","id":"wamid.R2","timestamp":"1760000002","type":"reaction",
				"reaction":{"message_id":"wamid.A","emoji":"🎉"}}""");

		assertThat(message().get("reactions")).isEqualTo(parse("""
				[{"emoji":"👍","by":"contact","at":"2025-10-09T08:53:21Z"},
				{"emoji":"🎉","by":"channel","at":"2025-10-09T08:53:22Z"}]"""));

		post(reaction(5, ""));

		assertThat(message().get("reactions")).hasSize(1);
	}

	@Test
	void theAdThatAMessageCameFromIsShown() {
		post(with(text("wamid.A", "Hello"), """
				"referral":{"source_type":"ad","source_id":"A1","source_url":"https://fb.me/a","headline":"Shoes",
				"body":"Blue","image_url":"https://cdn/i","ctwa_clid":"click"}"""));

		assertThat(message().get("ad")).isEqualTo(parse("""
				{"headline":"Shoes","body":"Blue","sourceUrl":"https://fb.me/a","mediaUrl":"https://cdn/i"}"""));
	}

	@Test
	void whyAMessageFailedIsShownAndWhen() {
		echo(sent("wamid.A"));
		for (String status : List.of("\"status\":\"delivered\",\"timestamp\":\"1760000003\"",
				"\"status\":\"read\",\"timestamp\":\"1760000004\"",
				"\"status\":\"failed\",\"timestamp\":\"1760000005\",\"errors\":[{\"code\":131047,"
						+ "\"title\":\"Re-engagement message\",\"error_data\":{\"details\":\"24 hours\"}}]")) {
			change("messages",
					"\"statuses\":[{\"id\":\"wamid.A\",\"recipient_id\":\"919900112233\",%s}]".formatted(status));
		}

		JsonNode message = message();
		assertThat(message.get("error")).isEqualTo(parse("""
				{"code":131047,"title":"Re-engagement message","details":"24 hours"}"""));
		assertThat(message.get("deliveredAt").asText()).isEqualTo("2025-10-09T08:53:23Z");
		assertThat(message.get("readAt").asText()).isEqualTo("2025-10-09T08:53:24Z");
		assertThat(message.get("failedAt").asText()).isEqualTo("2025-10-09T08:53:25Z");
	}

	@Test
	void whatNoFieldSaysIsShownAsThePlatformWroteIt() {
		post("""
				{"from":"919900112233","id":"wamid.A","timestamp":"1760000000","type":"unsupported",
				"errors":[{"code":131051,"title":"Message type unknown"}],"unsupported":{"type":"poll"}}""",
				text("wamid.B", "Hello"));

		List<JsonNode> messages = items();
		JsonNode unsupported = messages.stream()
			.filter((message) -> message.get("type").asText().equals("unsupported"))
			.findAny()
			.orElseThrow();
		assertThat(unsupported.get("unsupportedType").asText()).isEqualTo("poll");
		assertThat(unsupported.get("error").get("code").asLong()).isEqualTo(131051);
		assertThat(parse(unsupported.get("raw").asText()).get("unsupported").get("type").asText()).isEqualTo("poll");
	}

	@Test
	void aForwardedMessageSaysSo() {
		post(with(text("wamid.A", "Hello"), "\"context\":{\"frequently_forwarded\":true}"));

		assertThat(message().get("forwarded").asBoolean()).isTrue();
		assertThat(message().get("raw").isNull()).isTrue();
	}

	@Test
	void ofARevokedMessageNothingIsLeft() {
		post(with(of("interactive", """
				{"type":"nfm_reply","nfm_reply":{"name":"flow","body":"Sent","response_json":"{}"}}"""), """
				"referral":{"source_id":"A1","source_url":"https://fb.me/a","headline":"Shoes"}"""), reaction(1, "👍"));
		post("""
				{"from":"919900112233","id":"wamid.X","timestamp":"1760000009","type":"revoke",
				"revoke":{"original_message_id":"wamid.A"}}""");

		JsonNode message = message();
		assertThat(message.get("revoked").asBoolean()).isTrue();
		for (String field : List.of("text", "flow", "ad", "raw", "payload", "location")) {
			assertThat(message.get(field).isNull()).as(field).isTrue();
		}
		assertThat(message.get("reactions")).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ ", true", "263902037430900, true", "4711, false" })
	void aPageTellsWhichProgramWroteAMessage(String app, boolean elsewhere) {
		assertAccepted(this.platform.post("messenger", """
				{"object":"page","entry":[{"id":"%1$s","time":1,"messaging":[{"sender":{"id":"%1$s"},
				"recipient":{"id":"77"},"timestamp":1760000001000,
				"message":{"mid":"m_A","is_echo":true,"text":"Hello"%2$s}}]}]}""".formatted(this.number,
				(app != null) ? ",\"app_id\":" + app : "")));

		assertThat(message().get("writtenElsewhere").asBoolean()).isEqualTo(elsewhere);
	}

	@Test
	void whatTheBusinessWroteOnItsTelephoneWasWrittenElsewhere() {
		echo(sent("wamid.A"));

		assertThat(message().get("writtenElsewhere").asBoolean()).isTrue();
		assertThat(message().get("standby").asBoolean()).isFalse();
	}

	@Test
	void theStreamShowsTheSame() {
		String token = json(this.bob.post("/api/tokens", Map.of("name", "a stream"))).get("token").asText();
		try (EventStream stream = EventStream.open(this.api.withToken(token).to("/api/stream"))) {
			post(of("location", "{\"latitude\":52.52,\"longitude\":13.405}"));

			await().untilAsserted(() -> assertThat(stream.messages()).containsExactly(message()));
		}
	}

	@Test
	void theDescriptionOfTheApiNamesEveryField() {
		post(text("wamid.A", "Hello"));
		String contact = message().get("contact").get("id").asText();

		JsonNode schemas = json(this.api.anonymous().get("/api/openapi.json")).get("components").get("schemas");

		assertThat(names(schemas.get("Message").get("properties"))).containsAll(names(message()));
		assertThat(names(schemas.get("Contact").get("properties")))
			.containsAll(names(json(this.bob.get("/api/contacts/" + contact))));
	}

	@Test
	void whereAMessageCameFromIsShown() {
		post("""
				{"from":"919900112233","id":"wamid.A","timestamp":"1760000000","type":"unsupported",
				"errors":[{"code":131051,"title":"Message type unknown"}]}""");
		this.graph.query("MATCH (c:Channel {key: 'whatsapp:%s'}) SET c.appId = '4711'".formatted(this.number));

		JsonNode delivery = delivery(this.bob);
		assertThat(delivery.get("provider").asText()).isEqualTo("whatsapp");
		assertThat(delivery.get("app").asText()).isEqualTo("4711");
		assertThat(delivery.get("channel").asText()).isEqualTo("whatsapp:" + this.number);
		assertThat(delivery.get("sentAt").asText()).isEqualTo("2025-10-09T08:53:20Z");
		assertThat(delivery.get("receivedAt").asText()).endsWith("Z");
		assertThat(delivery.get("storedAt").asText()).endsWith("Z");
		assertThat(delivery.get("raw").asText()).contains("131051");
		assertThat(delivery.get("held").isNull()).isTrue();

		this.graph.disconnect(this.bob.userId(), "whatsapp:" + this.number);
		this.graph.query("MATCH (c:Channel {key: 'whatsapp:%s'}) SET c.appId = '12'".formatted(this.number));
		assertThat(delivery(this.bob).get("app").asText()).isEqualTo("4711");
	}

	@Test
	void whatIsStillHeldOfAMessageIsNamed() {
		post(text("wamid.A", "Hello"));
		this.graph.query("""
				MATCH (m:Message {id: 'wamid.A'})
				CREATE (:HeldEvent {id: 'h1', reason: 'unknown: a field', channelKey: m.channelKey, attempts: 1,
				  provider: 'whatsapp', receivedAt: m.receivedAt, payload: '{"id":"wamid.A"}'})
				CREATE (:HeldEvent {id: 'h2', reason: 'unknown: a field', channelKey: m.channelKey, attempts: 1,
				  provider: 'whatsapp', receivedAt: m.receivedAt, payload: '{"id":"wamid.AB"}'})
				CREATE (:HeldEvent {id: 'h0', reason: 'unknown: a field', channelKey: 'whatsapp:1', attempts: 1,
				  provider: 'whatsapp', receivedAt: m.receivedAt, payload: '{"id":"wamid.A"}'})""");

		assertThat(delivery(this.bob).get("held").asText()).isEqualTo("h1");
	}

	@Test
	void aContactIsShownWithConversationsAndWhatShowsThatItIsOnePerson() {
		post("""
				{"from":"919900112233","from_user_id":"IN.1","id":"wamid.A","timestamp":"1760000000","type":"text",
				"text":{"body":"Hello"}}""");
		change("user_preferences", """
				"user_preferences":[{"wa_id":"919900112233","category":"marketing_messages","value":"stop","detail":"x",
				"timestamp":1760000050}]""");
		JsonNode listed = json(this.bob.get("/api/contacts")).get("items").get(0);
		assertThat(listed.has("evidence")).isFalse();

		JsonNode contact = json(this.bob.get("/api/contacts/" + listed.get("id").asText()));

		assertThat(contact.get("marketing").asText()).isEqualTo("stop");
		assertThat(contact.get("conversations")).hasSize(1);
		JsonNode conversation = contact.get("conversations").get(0);
		assertThat(conversation.get("id")).isEqualTo(message().get("conversation"));
		assertThat(conversation.get("channel")).isEqualTo(parse("""
				{"key":"whatsapp:%s","type":"whatsapp","name":"the shop"}""".formatted(this.number)));
		assertThat(conversation.get("lastMessageAt").asText()).isEqualTo("2025-10-09T08:53:20Z");
		assertThat(conversation.get("replyUntil").asText()).isEqualTo("2025-10-10T08:53:20Z");
		assertThat(contact.get("evidence")).isEqualTo(parse("""
				[{"one":{"scheme":"bsuid","value":"IN.1"},"other":{"scheme":"wa","value":"919900112233"},
				"why":"seen-together","at":"2025-10-09T08:53:20Z","refused":null}]"""));
	}

	private JsonNode delivery(ApiClient.Session user) {
		HttpResponse<String> answer = user.get("/api/messages/%s/delivery".formatted(message().get("id").asText()));
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return json(answer);
	}

	private JsonNode message() {
		List<JsonNode> items = items();
		assertThat(items).hasSize(1);
		JsonNode message = items.getFirst();
		assertThat(json(this.bob.get("/api/messages/" + message.get("id").asText()))).isEqualTo(message);
		return message;
	}

	private static List<String> names(JsonNode object) {
		return object.properties().stream().map(Map.Entry::getKey).toList();
	}

	private List<JsonNode> items() {
		HttpResponse<String> answer = this.bob.get("/api/messages");
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return StreamSupport.stream(json(answer).get("items").spliterator(), false).toList();
	}

	private static JsonNode parse(String json) {
		try {
			return JSON.readTree(json);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(json, ex);
		}
	}

	private void post(String... messages) {
		assertAccepted(this.platform.post(Platform.delivery(this.number, messages)));
	}

	private void echo(String echo) {
		change("smb_message_echoes", "\"message_echoes\":[%s]".formatted(echo));
	}

	private void change(String field, String content) {
		assertAccepted(this.platform
			.post("""
					{"object":"whatsapp_business_account","entry":[{"id":"104","changes":[{"field":"%s","value":{
					"messaging_product":"whatsapp","metadata":{"display_phone_number":"15550783881","phone_number_id":"%s"},%s
					}}]}]}"""
				.formatted(field, this.number, content)));
	}

	private static String sent(String id) {
		return """
				{"from":"15550783881","to":"919900112233","id":"%s","timestamp":"1760000002","type":"text",
				"text":{"body":"From my telephone"}}""".formatted(id);
	}

	private static String of(String type, String content) {
		return """
				{"from":"919900112233","id":"wamid.A","timestamp":"1760000000","type":"%1$s","%1$s":%2$s}"""
			.formatted(type, content);
	}

	private static String reaction(long seconds, String emoji) {
		return """
				{"from":"919900112233","id":"wamid.R%d","timestamp":"%d","type":"reaction",
				"reaction":{"message_id":"wamid.A","emoji":"%s"}}""".formatted(seconds, 1_760_000_000 + seconds, emoji);
	}

	private static String with(String message, String field) {
		return message.substring(0, message.length() - 1) + "," + field + "}";
	}

}
