package dev.switchboard.event;

import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What {@code routes/whatsapp.jq} says of each thing that the platform sends. */
class WhatsappMappingTests {

	private static Mapping mapping;

	@BeforeAll
	static void compile() {
		mapping = Mapping.of("whatsapp");
	}

	@AfterAll
	static void close() throws Exception {
		mapping.close();
	}

	@Test
	void mapsAText() {
		JsonNode event = message("""
				{"from": "919900112233", "id": "wamid.A", "timestamp": "1760000000", "type": "text",
				 "text": {"body": "Hello"}}""");

		assertThat(event.get("kind").asText()).isEqualTo("message");
		assertThat(event.get("channel").asText()).isEqualTo("whatsapp:123456789");
		assertThat(event.get("id").asText()).isEqualTo("wamid.A");
		assertThat(event.get("contact").asText()).isEqualTo("wa:919900112233");
		assertThat(event.get("phone").asText()).isEqualTo("919900112233");
		assertThat(event.get("name").asText()).isEqualTo("John");
		assertThat(event.get("type").asText()).isEqualTo("text");
		assertThat(event.get("text").asText()).isEqualTo("Hello");
		assertThat(event.get("sentAt").asLong()).isEqualTo(1_760_000_000_000L);
		assertThat(event.get("raw").isNull()).isTrue();
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', nullValues = "null",
			textBlock = """
					text        | {"body": "a text"}                                                 | a text
					image       | {"id": "1", "mime_type": "image/jpeg", "caption": "a picture"}      | a picture
					video       | {"id": "1", "mime_type": "video/mp4", "caption": "a film"}          | a film
					audio       | {"id": "1", "mime_type": "audio/ogg; codecs=opus", "voice": true}   | null
					voice       | {"id": "1", "mime_type": "audio/ogg"}                               | null
					document    | {"id": "1", "filename": "bill.pdf", "caption": "the bill"}          | the bill
					sticker     | {"id": "1", "mime_type": "image/webp", "animated": true}            | null
					location    | {"latitude": 1.5, "longitude": 2, "name": "Bob's Store"}            | Bob's Store
					location    | {"latitude": 1.5, "longitude": 2}                                   | null
					contacts    | [{"name": {"formatted_name": "Ann"}}, {"name": {"formatted_name": "Eve"}}] | Ann, Eve
					interactive | {"type": "button_reply", "button_reply": {"id": "b", "title": "Yes"}} | Yes
					interactive | {"type": "list_reply", "list_reply": {"id": "l", "title": "Blue"}}  | Blue
					interactive | {"type": "nfm_reply", "nfm_reply": {"name": "flow", "body": "Sent", "response_json": "{"}} | Sent
					interactive | {"type": "call_permission_reply", "call_permission_reply": {"response": "accept"}} | null
					button      | {"text": "Stop", "payload": "STOP"}                                 | Stop
					reaction    | {"message_id": "wamid.B", "emoji": "x"}                             | null
					order       | {"catalog_id": "1", "text": "two please", "product_items": []}      | two please
					system      | {"body": "John changed", "type": "user_changed_number"}             | John changed
					unsupported | {"type": "poll_creation"}                                           | null
					edit        | {"original_message_id": "wamid.B", "message": {"type": "text"}}     | null
					revoke      | {"original_message_id": "wamid.B"}                                  | null
					ephemeral   | {"anything": ["at", {"all": true}]}                                 | null
					""")
	void mapsEveryType(String type, String body, String text) {
		JsonNode event = message("""
				{"from": "919900112233", "id": "wamid.A", "timestamp": "1760000000", "type": "%s", "%s": %s}"""
			.formatted(type, type, body));

		assertThat(event.get("kind").asText()).isEqualTo("message");
		assertThat(event.get("type").asText()).isEqualTo(type);
		assertThat(event.get("text").textValue()).isEqualTo(text);
	}

	@Test
	void mapsARequestForWelcomeWhichHasNoBody() {
		JsonNode event = message("""
				{"from": "919900112233", "id": "wamid.A", "timestamp": "1760000000", "type": "request_welcome"}""");

		assertThat(event.get("type").asText()).isEqualTo("request_welcome");
	}

	@ParameterizedTest
	@ValueSource(strings = { "image", "video", "audio", "voice", "document", "sticker" })
	void mapsMediaToAnAttachment(String type) {
		JsonNode attachment = message("""
				{"from": "919900112233", "id": "wamid.A", "timestamp": "1760000000", "type": "%s",
				 "%s": {"id": "99", "mime_type": "a/b", "sha256": "h=", "url": "https://example.com/m",
				        "filename": "f", "caption": "c"}}""".formatted(type, type)).get("attachments").get(0);

		assertThat(attachment)
			.hasToString("{\"number\":0,\"kind\":\"%s\",\"mediaId\":\"99\",\"mimeType\":\"a/b\",".formatted(type)
					+ "\"sha256\":\"h=\",\"url\":\"https://example.com/m\",\"filename\":\"f\",\"caption\":\"c\"}");
	}

	@Test
	void keepsTheRawJsonOfWhatItDoesNotMapInFull() {
		String unknown = """
				{"from":"919900112233","id":"wamid.A","timestamp":"1760000000","type":"hologram","hologram":{"z":1}}""";

		assertThat(Mapping.json(message(unknown).get("raw").asText())).isEqualTo(Mapping.json(unknown));
	}

	@Test
	void keepsTheRawJsonOfATextThatCameFromAnAd() {
		assertThat(message("""
				{"from": "919900112233", "id": "wamid.A", "timestamp": "1760000000", "type": "text",
				 "text": {"body": "Hello"}, "referral": {"source_id": "1", "ctwa_clid": "c"}}""").get("raw").asText())
			.contains("ctwa_clid");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"group_id\": \"g\"", "\"from_user_id\": \"IN.7\"", "\"context\": {\"forwarded\": true}",
			"\"context\": {\"from\": \"1\", \"id\": \"wamid.B\", \"referred_product\": {\"catalog_id\": \"1\"}}",
			"\"identity\": {\"hash\": \"h\"}" })
	void keepsTheRawJsonOfATextThatSaysMoreThanItsText(String more) {
		assertThat(message("""
				{"from": "919900112233", "id": "wamid.A", "timestamp": "1760000000", "type": "text",
				 "text": {"body": "Hello"}, %s}""".formatted(more)).get("raw").isNull()).isFalse();
	}

	@Test
	void keepsNoRawJsonOfAPlainReplyOrAPlainPicture() {
		assertThat(message("""
				{"from": "919900112233", "id": "wamid.A", "timestamp": "1760000000", "type": "text",
				 "text": {"body": "Hello"}, "context": {"from": "1", "id": "wamid.B"}}""").get("raw").isNull())
			.isTrue();
		assertThat(message("""
				{"from": "919900112233", "id": "wamid.A", "timestamp": "1760000000", "type": "image",
				 "image": {"id": "1", "mime_type": "image/png", "sha256": "h="}}""").get("raw").isNull()).isTrue();
		assertThat(message("""
				{"from": "919900112233", "id": "wamid.A", "timestamp": "1760000000", "type": "audio",
				 "audio": {"id": "1", "mime_type": "audio/ogg", "sha256": "h=", "voice": true}}""").get("raw").isNull())
			.isFalse();
	}

	@Test
	void takesTheOnlyContactForTheSenderWhenTheirNumbersDiffer() {
		JsonNode event = message(
				"""
						{"from": "5511988887777", "id": "wamid.A", "timestamp": "1760000000", "type": "text", "text": {"body": "x"}}""");

		assertThat(event.get("name").asText()).isEqualTo("John");
		assertThat(event.at("/origin/entry/0/changes/0/value/contacts/0/wa_id").asText()).isEqualTo("919900112233");
	}

	@Test
	void keepsTheContactsThatAStatusNames() {
		JsonNode event = map(
				"""
						{"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": [{"field": "messages", "value": {
						  "metadata": {"phone_number_id": "7"},
						  "contacts": [{"wa_id": "1", "user_id": "IN.1"}, {"wa_id": "2", "user_id": "IN.2"}],
						  "statuses": [{"id": "a", "status": "read", "recipient_id": "2"}]}}]}]}""")
			.get(0);

		assertThat(event.at("/origin/entry/0/changes/0/value/contacts"))
			.hasToString("[{\"wa_id\":\"2\",\"user_id\":\"IN.2\"}]");
	}

	@Test
	void keepsTheTimeOfAChangeThatHasNoneOfItsOwn() {
		JsonNode event = map("""
				{"object": "whatsapp_business_account", "entry": [{"id": "1", "time": 1760000000, "changes": [
				  {"field": "phone_number_quality_update", "value": {"event": "FLAGGED"}}]}]}""").get(0);

		assertThat(event.get("channel").isNull()).isTrue();
		assertThat(event.at("/origin/entry/0/time").asLong()).isEqualTo(1_760_000_000L);
	}

	@ParameterizedTest
	@ValueSource(strings = {
			"{\"object\": \"whatsapp_business_account\", \"entry\": [{\"id\": \"1\", \"field\": \"messages\", \"value\": {}}]}",
			"{\"object\": \"whatsapp_business_account\", \"entries\": []}" })
	void keepsWhatDoesNotStandWhereItShould(String body) {
		assertThat(map(body)).hasSize(1);
		assertThat(map(body).get(0).get("kind").asText()).isEqualTo("invalid");
	}

	@Test
	void linksAReplyButNotAForward() {
		assertThat(message("""
				{"from": "919900112233", "id": "wamid.A", "timestamp": "1760000000", "type": "text",
				 "text": {"body": "x"}, "context": {"from": "1", "id": "wamid.B"}}""").get("replyTo").asText())
			.isEqualTo("wamid.B");
		assertThat(message("""
				{"from": "919900112233", "id": "wamid.A", "timestamp": "1760000000", "type": "text",
				 "text": {"body": "x"}, "context": {"forwarded": true}}""").get("replyTo").isNull()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "\"1760000000\", 1760000000000", "1760000000, 1760000000000", "1760000000123, 1760000000123",
			"\"1760000000123\", 1760000000123" })
	void readsTimesInSecondsAndMillisecondsAsTextAndAsNumber(String timestamp, long millis) {
		assertThat(message("""
				{"from": "919900112233", "id": "wamid.A", "timestamp": %s, "type": "text", "text": {"body": "x"}}"""
			.formatted(timestamp)).get("sentAt").asLong()).isEqualTo(millis);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"abc\"", "\"\"", "null", "{}", "[]", "true" })
	void hasNoTimeWhereThereIsNone(String timestamp) {
		assertThat(message("""
				{"from": "919900112233", "id": "wamid.A", "timestamp": %s, "type": "text", "text": {"body": "x"}}"""
			.formatted(timestamp)).get("sentAt").isNull()).isTrue();
	}

	@Test
	void knowsASenderByTheBusinessScopedUserIdWhenThePhoneIsHidden() {
		JsonNode hidden = message("""
				{"from_user_id": "IN.77", "id": "wamid.A", "timestamp": "1760000000", "type": "text",
				 "text": {"body": "x"}}""");
		JsonNode inFrom = message(
				"""
						{"from": "US.1234", "id": "wamid.A", "timestamp": "1760000000", "type": "text", "text": {"body": "x"}}""");

		assertThat(hidden.get("contact").asText()).isEqualTo("bsuid:IN.77");
		assertThat(hidden.get("phone").isNull()).isTrue();
		assertThat(inFrom.get("contact").asText()).isEqualTo("bsuid:US.1234");
		assertThat(inFrom.get("phone").isNull()).isTrue();
	}

	@Test
	void hasNoContactWhereNobodyIsNamed() {
		assertThat(message("""
				{"id": "wamid.A", "timestamp": "1760000000", "type": "system", "system": {"body": "x"}}""")
			.get("contact")
			.isNull()).isTrue();
	}

	@Test
	void findsTheNamesByIdAndNotByPosition() {
		JsonNode events = map(
				"""
						{"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": [{"field": "messages", "value": {
						  "metadata": {"phone_number_id": "7"},
						  "contacts": [{"wa_id": "2", "profile": {"name": "Two"}}, {"user_id": "IN.3", "profile": {"name": "Three"}},
						               {"wa_id": "1", "profile": {"name": ""}}],
						  "messages": [
						    {"from": "1", "id": "a", "timestamp": "1760000000", "type": "text", "text": {"body": "x"}},
						    {"from": "2", "id": "b", "timestamp": "1760000000", "type": "text", "text": {"body": "x"}},
						    {"from_user_id": "IN.3", "id": "c", "timestamp": "1760000000", "type": "text", "text": {"body": "x"}},
						    {"from": "4", "id": "d", "timestamp": "1760000000", "type": "text", "text": {"body": "x"}}]}}]}]}""");

		assertThat(StreamSupport.stream(events.spliterator(), false))
			.extracting((event) -> event.get("name").textValue())
			.containsExactly(null, "Two", "Three", null);
	}

	@Test
	void cutsTheOriginDownToOneMessageAndItsContact() {
		JsonNode origin = map(
				"""
						{"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": [{"field": "messages", "value": {
						  "metadata": {"phone_number_id": "7"}, "contacts": [{"wa_id": "1"}, {"wa_id": "2"}],
						  "messages": [{"from": "1", "id": "a"}, {"from": "2", "id": "b"}]}}]}]}""")
			.get(1)
			.get("origin");

		assertThat(origin).hasToString("{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"1\",\"changes\":"
				+ "[{\"field\":\"messages\",\"value\":{\"metadata\":{\"phone_number_id\":\"7\"},"
				+ "\"contacts\":[{\"wa_id\":\"2\"}],\"messages\":[{\"from\":\"2\",\"id\":\"b\"}]}}]}]}");
	}

	@Test
	void readsIdsThatAreNumbers() {
		JsonNode event = map("""
				{"object": "whatsapp_business_account", "entry": [{"changes": [{"value": {
				  "metadata": {"phone_number_id": 12345678901234567890},
				  "messages": [{"from": 919900112233, "id": 7, "timestamp": 1760000000, "type": "text"}]}}]}]}""")
			.get(0);

		assertThat(event.get("channel").asText()).isEqualTo("whatsapp:12345678901234567890");
		assertThat(event.get("contact").asText()).isEqualTo("wa:919900112233");
		assertThat(event.get("id").asText()).isEqualTo("7");
	}

	@Test
	void makesAnEventOfEveryStatusAndOfEveryOtherField() {
		JsonNode events = map("""
				{"object": "whatsapp_business_account", "entry": [
				  {"id": "1", "changes": [{"field": "messages", "value": {"metadata": {"phone_number_id": "7"},
				    "statuses": [{"id": "a", "status": "sent"}, {"id": "a", "status": "read"}]}}]},
				  {"id": "2", "changes": [{"field": "account_update", "value": {"event": "VERIFIED_ACCOUNT"}}]}]}""");

		assertThat(StreamSupport.stream(events.spliterator(), false)).extracting((event) -> event.get("kind").asText())
			.containsExactly("status", "status", "change");
		assertThat(events.get(1).at("/origin/entry/0/changes/0/value/statuses"))
			.hasToString("[{\"id\":\"a\",\"status\":\"read\"}]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "[]", "1", "\"x\"", "{}", "{\"object\": \"page\"}", "{\"object\": null}" })
	void keepsWhatIsNotADeliveryOfThisPlatformWhole(String body) {
		JsonNode event = map(body).get(0);

		assertThat(event.get("kind").asText()).isEqualTo("invalid");
		assertThat(event.get("origin")).isEqualTo(Mapping.json(body));
	}

	@ParameterizedTest
	@ValueSource(strings = { "[{\"changes\": 7}]", "[7]", "[{\"changes\": [7]}]", "[{\"changes\": [{\"value\": 7}]}]" })
	void holdsOnlyTheBrokenPartOfADelivery(String broken) {
		JsonNode events = map("""
				{"object": "whatsapp_business_account", "entry": [%s, {"id": "2", "changes": [{"field": "messages",
				  "value": {"metadata": {"phone_number_id": "7"}, "messages": [
				    {"from": "1", "id": "a", "timestamp": "1760000000", "type": "text", "text": "not an object"},
				    {"from": "1", "id": "b", "timestamp": "1760000000", "type": "text", "text": {"body": "x"}}]}}]}]}"""
			.formatted(broken.substring(1, broken.length() - 1)));

		assertThat(StreamSupport.stream(events.spliterator(), false)).extracting((event) -> event.get("kind").asText())
			.containsExactly("invalid", "invalid", "message");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"entry\": []}", "{\"entry\": [{}]}", "{\"entry\": [{\"changes\": []}]}", "{}" })
	void makesNothingOfAnEmptyDelivery(String entries) {
		assertThat(map("{\"object\": \"whatsapp_business_account\""
				+ (entries.equals("{}") ? "}" : "," + entries.substring(1))))
			.isEmpty();
	}

	private static JsonNode message(String message) {
		return map("""
				{"object": "whatsapp_business_account", "entry": [{"id": "104", "changes": [{"field": "messages",
				  "value": {"messaging_product": "whatsapp",
				    "metadata": {"display_phone_number": "15550783881", "phone_number_id": "123456789"},
				    "contacts": [{"profile": {"name": "John"}, "wa_id": "919900112233"}], "messages": [%s]}}]}]}"""
			.formatted(message)).get(0);
	}

	private static JsonNode map(String body) {
		return mapping.map(body);
	}

}
