package dev.switchboard.event;

import java.util.List;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.switchboard.event.Mapping.facts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What {@code routes/providers/instagram.jq} says of each thing that the platform sends.
 */
class InstagramMappingTests {

	private static Mapping mapping;

	@BeforeAll
	static void compile() {
		mapping = Mapping.of("instagram");
	}

	@AfterAll
	static void close() throws Exception {
		mapping.close();
	}

	@Test
	void mapsAText() {
		assertSays(inbound("\"message\": {\"mid\": \"mid.A\", \"text\": \"Hello\"}"), """
				{"channel": "instagram:1784", "kind": "message", "id": "mid.A", "contact": "igsid:55501",
				 "type": "text", "text": "Hello", "sentAt": 1760000000123}""");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					messages             | "message": {"mid": "mid.A", "text": "Hello"}
					messages             | "message": {"mid": "mid.A", "attachments": [{"type": "image", "payload": {"url": "https://x.test/i"}}]}
					messages             | "message": {"mid": "mid.A", "is_deleted": true}
					messages             | "message": {"mid": "mid.A", "is_unsupported": true}
					message_reactions    | "reaction": {"mid": "mid.A", "action": "react", "reaction": "love", "emoji": "❤"}
					messaging_seen       | "read": {"mid": "mid.A"}
					messaging_postbacks  | "postback": {"mid": "mid.A", "title": "Start", "payload": "GO"}
					messaging_referral   | "referral": {"ref": "shop", "source": "SHORTLINK", "type": "OPEN_THREAD"}
					messaging_optins     | "optin": {"type": "notification_messages", "notification_messages_status": "STOP_NOTIFICATIONS"}
					messaging_handover   | "pass_thread_control": {"new_owner_app_id": "12", "metadata": "please"}
					message_edit         | "message_edit": {"mid": "mid.A", "text": "Hallo", "num_edit": 1}
					messages             | "something": {"new": true}
					""")
	void saysTheSameOfAnItemInEachOfItsForms(String field, String body) {
		String item = item("55501", "1784", body);

		List<JsonNode> events = map("{\"id\": \"1784\", \"messaging\": [%s]}".formatted(item));
		List<JsonNode> changes = map(
				"{\"id\": \"1784\", \"changes\": [{\"field\": \"%s\", \"value\": %s}]}".formatted(field, item));
		List<JsonNode> flat = map("{\"id\": \"1784\", \"field\": \"%s\", \"value\": %s}".formatted(field, item));

		assertThat(events).isNotEmpty();
		assertThat(changes).extracting(Mapping::facts).isEqualTo(events.stream().map(Mapping::facts).toList());
		assertThat(flat).extracting(Mapping::facts).isEqualTo(events.stream().map(Mapping::facts).toList());
		assertThat(events.get(0).at("/origin/entry"))
			.isEqualTo(Mapping.json("[{\"id\": \"1784\", \"messaging\": [%s]}]".formatted(item)));
		assertThat(changes.get(0).at("/origin/entry")).isEqualTo(Mapping
			.json("[{\"id\": \"1784\", \"changes\": [{\"field\": \"%s\", \"value\": %s}]}]".formatted(field, item)));
		assertThat(flat.get(0).at("/origin/entry"))
			.isEqualTo(Mapping.json("[{\"id\": \"1784\", \"field\": \"%s\", \"value\": %s}]".formatted(field, item)));
	}

	@Test
	void saysTheSameOfAnEchoInEachOfItsForms() {
		String echo = item("1784", "55501",
				"\"message\": {\"mid\": \"mid.E\", \"text\": \"Hello back\", \"is_echo\": true}");

		JsonNode event = only(map("{\"id\": \"1784\", \"messaging\": [%s]}".formatted(echo)));

		assertSays(event, """
				{"channel": "instagram:1784", "kind": "echo", "id": "mid.E", "contact": "igsid:55501",
				 "type": "text", "text": "Hello back", "sentAt": 1760000000123}""");
		for (String field : List.of("messages", "message_echoes")) {
			assertThat(facts(only(map(
					"{\"id\": \"1784\", \"changes\": [{\"field\": \"%s\", \"value\": %s}]}".formatted(field, echo)))))
				.isEqualTo(facts(event));
			assertThat(facts(only(map("{\"id\": \"1784\", \"field\": \"%s\", \"value\": %s}".formatted(field, echo)))))
				.isEqualTo(facts(event));
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			"message": {"mid": "mid.A", "text": "Hello"}
			"postback": {"mid": "mid.A", "title": "Hello"}
			""")
	void tellsOfWhatAnotherAppHasTheThreadOf(String body) {
		String item = item("55501", "1784", body);

		for (String entry : List.of("\"standby\": [%s]", "\"changes\": [{\"field\": \"standby\", \"value\": %s}]",
				"\"field\": \"standby\", \"value\": %s")) {
			JsonNode event = only(map("{\"id\": \"1784\", %s}".formatted(entry.formatted(item))));

			assertThat(event.get("kind").asText()).isEqualTo("message");
			assertThat(event.get("id").asText()).isEqualTo("mid.A");
			assertThat(event.get("text").asText()).isEqualTo("Hello");
			assertThat(facts(event).get("details")).isEqualTo(Mapping.json("{\"standby\": true}"));
			assertThat(event.at("/origin/entry/0"))
				.isEqualTo(Mapping.json("{\"id\": \"1784\", %s}".formatted(entry.formatted(item))));
		}
	}

	@Test
	void readsAReadOfStandbyLikeAnyOther() {
		assertThat(facts(only(map("{\"id\": \"1784\", \"standby\": [%s]}"
			.formatted(item("55501", "1784", "\"read\": {\"mid\": \"mid.A\"}"))))))
			.isEqualTo(facts(inbound("\"read\": {\"mid\": \"mid.A\"}")));
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
			1760000000      | 1760000000000
			1760000000123   | 1760000000123
			"1760000000"    | 1760000000000
			"1760000000123" | 1760000000123
			"2025-10-10"    | 1750000000000
			null            | 1750000000000
			{}              | 1750000000000
			""")
	void readsTimesInSecondsAndMillisecondsAndTakesTheEntrysForWantOfOne(String timestamp, long millis) {
		JsonNode event = only(
				map("""
						{"id": "1784", "time": 1750000000, "messaging": [{"sender": {"id": "55501"}, "recipient": {"id": "1784"},
						  "timestamp": %s, "message": {"mid": "mid.A", "text": "Hello"}}]}"""
					.formatted(timestamp)));

		assertThat(event.get("sentAt").asLong()).isEqualTo(millis);
		assertThat(event.at("/origin/entry/0").has("time")).isEqualTo(millis == 1_750_000_000_000L);
	}

	@Test
	void readsIdsThatAreNumbersToTheLastDigit() {
		JsonNode event = only(map("""
				{"id": 17841400000000001, "messaging": [{"sender": {"id": 9007199254740993},
				  "recipient": {"id": 17841400000000001}, "timestamp": 1760000000123,
				  "message": {"mid": "mid.A", "text": "Hello"}}]}"""));
		JsonNode echo = only(map("""
				{"id": 17841400000000001, "messaging": [{"sender": {"id": "17841400000000001"},
				  "recipient": {"id": 12345678901234567890}, "timestamp": 1760000000123,
				  "message": {"mid": 7, "text": "Hello", "app_id": 9007199254740993}}]}"""));

		assertThat(event.get("channel").asText()).isEqualTo("instagram:17841400000000001");
		assertThat(event.get("contact").asText()).isEqualTo("igsid:9007199254740993");
		assertThat(echo.get("kind").asText()).isEqualTo("echo");
		assertThat(echo.get("id").asText()).isEqualTo("7");
		assertThat(echo.get("contact").asText()).isEqualTo("igsid:12345678901234567890");
		assertThat(echo.at("/details/appId").asText()).isEqualTo("9007199254740993");
	}

	@ParameterizedTest
	@ValueSource(strings = { "image", "video", "audio", "file", "media", "share", "ig_post", "ig_reel", "reel",
			"story_mention", "ig_story", "story", "template", "ephemeral", "fallback", "hologram" })
	void callsAMessageByItsFirstAttachment(String type) {
		JsonNode event = facts(inbound("""
				"message": {"mid": "mid.A", "attachments": [{"type": "%s", "payload": {"url": "https://x.test/1"}},
				  {"type": "image", "payload": {"url": "https://x.test/2"}}]}""".formatted(type)));

		assertThat(event.get("type").asText()).isEqualTo(type);
		assertThat(event.has("text")).isFalse();
		assertThat(event.has("raw")).isFalse();
		assertThat(event.get("attachments")).isEqualTo(Mapping.json("""
				[{"number": 0, "kind": "%s", "url": "https://x.test/1"},
				 {"number": 1, "kind": "image", "url": "https://x.test/2"}]""".formatted(type)));
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|',
			textBlock = """
					{"type": "like_heart"}                                                           | {"kind": "like_heart"}
					{"type": "ephemeral", "payload": null}                                           | {"kind": "ephemeral"}
					{"payload": {"url": "u"}}                                                        | {"kind": "unknown", "url": "u"}
					{"type": "ig_reel", "payload": {"url": "u", "title": "t", "reel_video_id": 9007199254740993}} | {"kind": "ig_reel", "url": "u", "title": "t", "mediaId": "9007199254740993"}
					{"type": "ig_post", "payload": {"url": "u", "ig_post_media_id": "12"}}           | {"kind": "ig_post", "url": "u", "mediaId": "12"}
					{"type": "image", "payload": {"url": "u", "sticker_id": 369239263222822}}        | {"kind": "image", "url": "u", "mediaId": "369239263222822"}
					{"type": "fallback", "payload": null, "title": "t", "url": "u"}                  | {"kind": "fallback", "url": "u", "title": "t"}
					""")
	void saysAllOfAnAttachment(String attachment, String expected) {
		JsonNode event = facts(inbound(
				"\"message\": {\"mid\": \"mid.A\", \"text\": \"see\", \"attachments\": [%s]}".formatted(attachment)));

		assertThat(event.get("attachments").get(0)).isEqualTo(((ObjectNode) Mapping.json(expected)).put("number", 0));
		assertThat(event.get("text").asText()).isEqualTo("see");
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
			{"type":"template","payload":{"template_type":"generic","elements":[]}}
			{"type":"fallback","payload":"see this","title":"t"}
			{"type":"fallback","payload":{"title":"one"},"title":"another"}
			{"type":"image","payload":{"url":"u","width":7}}
			{"type":"image","payload":{"url":{"href":"u"}}}
			{"type":"image","payload":{"url":"u"},"alt":"a cat"}
			{"type":"ig_reel","payload":{"reel_video_id":"1","sticker_id":"2"}}
			""")
	void keepsTheJsonOfAnAttachmentThatSaysMore(String attachment) {
		JsonNode event = inbound("\"message\": {\"mid\": \"mid.A\", \"attachments\": [%s]}".formatted(attachment));

		assertThat(event.at("/attachments/0/raw").asText()).isEqualTo(attachment);
		assertThat(event.get("raw").isNull()).isTrue();
	}

	@Test
	void takesTheTitleOfTheFirstAttachmentForTheText() {
		assertThat(inbound("""
				"message": {"mid": "mid.A", "attachments": [
				  {"type": "ig_reel", "payload": {"url": "u", "title": "Our new shop"}},
				  {"type": "ig_reel", "payload": {"url": "v", "title": "Another"}}]}""").get("text").asText())
			.isEqualTo("Our new shop");
	}

	@ParameterizedTest
	@CsvSource({ "share, ig_post", "ig_post, share" })
	void takesAPostThatComesInItsOldAndItsNewFormOnce(String first, String second) {
		JsonNode event = facts(inbound("""
				"message": {"mid": "mid.A", "attachments": [
				  {"type": "%s", "payload": {"url": "https://x.test/p"}},
				  {"type": "%s", "payload": {"url": "https://x.test/p"}},
				  {"type": "share", "payload": {"url": "https://x.test/other"}},
				  {"type": "share", "payload": null}]}""".formatted(first, second)));

		assertThat(event.get("type").asText()).isEqualTo("ig_post");
		assertThat(event.get("attachments")).isEqualTo(Mapping.json("""
				[{"number": 0, "kind": "ig_post", "url": "https://x.test/p"},
				 {"number": 1, "kind": "share", "url": "https://x.test/other"}, {"number": 2, "kind": "share"}]"""));
	}

	@Test
	void keepsTheTextOfAMessageWithAnEmptyListOfAttachments() {
		assertSays(inbound("\"message\": {\"mid\": \"mid.A\", \"text\": \"Hello\", \"attachments\": []}"), """
				{"channel": "instagram:1784", "kind": "message", "id": "mid.A", "contact": "igsid:55501",
				 "type": "text", "text": "Hello", "sentAt": 1760000000123}""");
	}

	@Test
	void linksAReply() {
		assertSays(inbound("\"message\": {\"mid\": \"mid.A\", \"text\": \"Yes\", \"reply_to\": {\"mid\": \"mid.B\"}}"),
				"""
						{"channel": "instagram:1784", "kind": "message", "id": "mid.A", "contact": "igsid:55501",
						 "type": "text", "text": "Yes", "sentAt": 1760000000123, "replyTo": "mid.B"}""");
	}

	@Test
	void knowsTheStoryThatAReplyIsAbout() {
		assertSays(
				inbound("""
						"message": {"mid": "mid.A", "text": "Nice", "reply_to": {"story": {"id": 18, "url": "https://x.test/s"}}}"""),
				"""
						{"channel": "instagram:1784", "kind": "message", "id": "mid.A", "contact": "igsid:55501",
						 "type": "text", "text": "Nice", "sentAt": 1760000000123,
						 "details": {"storyId": "18", "storyUrl": "https://x.test/s"}}""");
	}

	@Test
	void knowsTheStoryThatMentionsTheAccount() {
		assertSays(
				inbound("""
						"message": {"mid": "mid.A", "attachments": [{"type": "story_mention", "payload": {"url": "https://x.test/s"}}]}"""),
				"""
						{"channel": "instagram:1784", "kind": "message", "id": "mid.A", "contact": "igsid:55501",
						 "type": "story_mention", "sentAt": 1760000000123, "details": {"storyUrl": "https://x.test/s"},
						 "attachments": [{"number": 0, "kind": "story_mention", "url": "https://x.test/s"}]}""");
	}

	@Test
	void keepsWhatTheBusinessPutBehindAQuickReply() {
		assertSays(inbound("""
				"message": {"mid": "mid.A", "text": "Blue", "quick_reply": {"payload": "COLOUR_BLUE"}}"""), """
				{"channel": "instagram:1784", "kind": "message", "id": "mid.A", "contact": "igsid:55501",
				 "type": "text", "text": "Blue", "sentAt": 1760000000123, "details": {"payload": "COLOUR_BLUE"}}""");
	}

	@Test
	void knowsTheAdThatAMessageCameFrom() {
		JsonNode event = facts(inbound("""
				"message": {"mid": "mid.A", "text": "Price?", "referral": {"ref": "spring", "ad_id": 23850000000000001,
				  "source": "ADS", "type": "OPEN_THREAD",
				  "ads_context_data": {"ad_title": "Spring sale", "photo_url": "https://x.test/ad"}}}"""));

		assertThat(event.get("ad")).isEqualTo(Mapping.json("""
				{"sourceId": "23850000000000001", "sourceType": "ad", "headline": "Spring sale",
				 "mediaUrl": "https://x.test/ad"}"""));
		assertThat(event.get("details")).isEqualTo(Mapping.json("{\"ref\": \"spring\", \"refSource\": \"ADS\"}"));
		assertThat(event.get("type").asText()).isEqualTo("text");
		assertThat(Mapping.json(event.get("raw").asText()).at("/referral/type").asText()).isEqualTo("OPEN_THREAD");
	}

	@Test
	void showsAnAdsFilmWhereItHasNoPicture() {
		assertThat(inbound("""
				"message": {"mid": "mid.A", "text": "Price?", "referral": {"ad_id": "2", "source": "ADS",
				  "ads_context_data": {"video_url": "https://x.test/film"}}}""").at("/ad/mediaUrl").asText())
			.isEqualTo("https://x.test/film");
	}

	@Test
	void knowsTheProductThatAMessageIsAbout() {
		JsonNode event = facts(inbound("""
				"message": {"mid": "mid.A", "text": "Blue?", "referral": {"product": {"id": 4711}}}"""));

		assertThat(event.get("details")).isEqualTo(Mapping.json("{\"productId\": \"4711\"}"));
		assertThat(event.has("ad")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"mid\":\"mid.A\",\"text\":\"x\",\"hologram\":{\"z\":1}}",
			"{\"mid\":\"mid.A\",\"text\":\"x\",\"reply_to\":{\"mid\":\"mid.B\",\"is_self_reply\":true}}",
			"{\"mid\":\"mid.A\",\"text\":\"x\",\"reply_to\":{\"story\":{\"id\":\"1\",\"url\":\"u\",\"more\":1}}}",
			"{\"mid\":\"mid.A\",\"text\":\"x\",\"reply_to\":\"mid.B\"}",
			"{\"mid\":\"mid.A\",\"text\":\"x\",\"reply_to\":{\"story\":\"s\"}}",
			"{\"mid\":\"mid.A\",\"text\":\"x\",\"quick_reply\":{\"payload\":\"P\",\"more\":1}}",
			"{\"mid\":\"mid.A\",\"text\":\"x\",\"quick_reply\":\"P\"}", "{\"mid\":\"mid.A\",\"commands\":[]}" })
	void keepsTheJsonOfAMessageThatSaysMore(String message) {
		assertThat(inbound("\"message\": " + message).get("raw").asText()).isEqualTo(message);
	}

	@Test
	void hasNoTypeForAMessageWithNothingInIt() {
		assertThat(inbound("\"message\": {\"mid\": \"mid.A\"}").get("type").asText()).isEqualTo("unknown");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"is_unsupported\": true", "\"attachments\": [{\"type\": \"unsupported_type\"}]",
			"\"is_unsupported\": true, \"attachments\": [{\"type\": \"unsupported_type\", \"payload\": null}]" })
	void saysOfWhatThePlatformCannotShowThatItIsUnsupported(String form) {
		JsonNode event = facts(inbound("\"message\": {\"mid\": \"mid.A\", %s}".formatted(form)));

		assertThat(event.get("kind").asText()).isEqualTo("message");
		assertThat(event.get("type").asText()).isEqualTo("unsupported");
		assertThat(event.has("text")).isFalse();
		assertThat(event.has("raw")).isFalse();
	}

	@Test
	void revokesAMessageThatItsWriterTookBack() {
		assertSays(inbound("\"message\": {\"mid\": \"mid.A\", \"is_deleted\": true}"), """
				{"channel": "instagram:1784", "kind": "revoke", "id": "mid.A", "at": 1760000000123}""");
	}

	@Test
	void revokesAMessageThatTheAccountTookBack() {
		assertSays(outbound("\"message\": {\"mid\": \"mid.E\", \"is_echo\": true, \"is_deleted\": true}"), """
				{"channel": "instagram:1784", "kind": "revoke", "id": "mid.E", "at": 1760000000123}""");
	}

	@Test
	void knowsWhatTheAccountWroteByItsFlagOrByItsSender() {
		String expected = """
				{"channel": "instagram:1784", "kind": "echo", "id": "mid.E", "contact": "igsid:55501",
				 "type": "text", "text": "Hello", "sentAt": 1760000000123}""";

		assertSays(outbound("\"message\": {\"mid\": \"mid.E\", \"text\": \"Hello\"}"), expected);
		assertSays(only(map("{\"id\": \"1784\", \"messaging\": [%s]}".formatted(
				item("9", "55501", "\"message\": {\"mid\": \"mid.E\", \"text\": \"Hello\", \"is_echo\": true}")))),
				expected);
		assertSays(
				only(map("{\"id\": \"1784\", \"field\": \"message_echoes\", \"value\": %s}"
					.formatted(item("9", "55501", "\"message\": {\"mid\": \"mid.E\", \"text\": \"Hello\"}")))),
				expected);
	}

	@Test
	void keepsWhichAppSentAnEchoAndWhatItGaveAlong() {
		JsonNode event = facts(outbound("""
				"message": {"mid": "mid.E", "is_echo": true, "app_id": 4242, "metadata": "order 7",
				  "attachments": [{"type": "image", "payload": {"url": "u"}}]}"""));

		assertThat(event.get("kind").asText()).isEqualTo("echo");
		assertThat(event.get("type").asText()).isEqualTo("image");
		assertThat(event.get("details")).isEqualTo(Mapping.json("{\"appId\": \"4242\", \"metadata\": \"order 7\"}"));
		assertThat(event.has("raw")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"message\": {\"mid\": \"mid.S\", \"text\": \"Test\", \"is_self\": true}",
			"\"message\": {\"mid\": \"mid.S\", \"text\": \"Test\", \"is_self\": true, \"is_echo\": true}",
			"\"message\": {\"mid\": \"mid.S\", \"text\": \"Test\"}, \"is_self\": true",
			"\"message\": {\"mid\": \"mid.S\", \"text\": \"Test\", \"is_echo\": true}, \"is_self\": true",
			"\"message\": {\"mid\": \"mid.S\", \"text\": \"Test\"}" })
	void makesAMessageAndNoEchoOfWhatTheAccountWroteToItself(String form) {
		JsonNode event = only(map("{\"id\": \"1784\", \"messaging\": [%s]}".formatted(item("1784", "1784", form))));

		assertThat(event.get("kind").asText()).isEqualTo("message");
		assertThat(event.get("id").asText()).isEqualTo("mid.S");
		assertThat(event.get("contact").asText()).isEqualTo("igsid:1784");
		assertThat(event.get("text").asText()).isEqualTo("Test");
	}

	@ParameterizedTest
	@CsvSource({ "55501, 1784, true", "55501, 1784, false", "1784, 55501, true" })
	void namesTheSamePersonInBothFormsOfAMessageToOneself(String sender, String recipient, boolean echo) {
		JsonNode event = only(map("{\"id\": \"1784\", \"messaging\": [%s]}".formatted(item(sender, recipient,
				"\"message\": {\"mid\": \"mid.S\", \"text\": \"Test\", \"is_self\": true, \"is_echo\": %s}"
					.formatted(echo)))));

		assertThat(event.get("kind").asText()).isEqualTo("message");
		assertThat(event.get("contact").asText()).isEqualTo("igsid:55501");
	}

	@Test
	void makesAMessageOfAPostback() {
		assertSays(inbound("\"postback\": {\"mid\": \"mid.P\", \"title\": \"Prices\", \"payload\": \"PRICES\"}"), """
				{"channel": "instagram:1784", "kind": "message", "id": "mid.P", "contact": "igsid:55501",
				 "type": "postback", "text": "Prices", "sentAt": 1760000000123, "details": {"payload": "PRICES"}}""");
	}

	@Test
	void makesAMessageOfAPostbackToOneself() {
		JsonNode event = only(map("{\"id\": \"1784\", \"messaging\": [%s]}".formatted(
				item("1784", "1784", "\"postback\": {\"mid\": \"mid.P\", \"title\": \"Prices\"}, \"is_self\": true"))));

		assertThat(event.get("kind").asText()).isEqualTo("message");
		assertThat(event.get("contact").asText()).isEqualTo("igsid:1784");
	}

	@ParameterizedTest
	@CsvSource({ "1760000000123, postback:55501:1760000000123", "1760000000, postback:55501:1760000000000",
			"\"1760000000\", postback:55501:1760000000000" })
	void makesAnIdForAPostbackThatHasNone(String timestamp, String id) {
		JsonNode event = only(map("""
				{"id": "1784", "messaging": [{"sender": {"id": "55501"}, "recipient": {"id": "1784"}, "timestamp": %s,
				  "postback": {"title": "Prices"}}]}""".formatted(timestamp)));

		assertThat(event.get("id").asText()).isEqualTo(id);
		assertThat(facts(event).has("details")).isFalse();
	}

	@Test
	void knowsTheLinkAndTheAdThatAPostbackCameFrom() {
		JsonNode event = facts(
				inbound("""
						"postback": {"mid": "mid.P", "title": "Start", "payload": "GO", "referral": {"ref": "card",
						  "source": "ADS", "type": "OPEN_THREAD", "ad_id": "77", "ads_context_data": {"ad_title": "Sale"}}}"""));

		assertThat(event.get("details"))
			.isEqualTo(Mapping.json("{\"payload\": \"GO\", \"ref\": \"card\", \"refSource\": \"ADS\"}"));
		assertThat(event.get("ad"))
			.isEqualTo(Mapping.json("{\"sourceId\": \"77\", \"sourceType\": \"ad\", \"headline\": \"Sale\"}"));
		assertThat(Mapping.json(event.get("raw").asText()).at("/referral/type").asText()).isEqualTo("OPEN_THREAD");
	}

	@Test
	void tellsWhichMessageWasSeen() {
		assertSays(inbound("\"read\": {\"mid\": \"mid.E\"}"), """
				{"channel": "instagram:1784", "kind": "status", "id": "mid.E", "status": "read", "at": 1760000000123,
				 "contact": "igsid:55501"}""");
	}

	@ParameterizedTest
	@CsvSource({ "1760000000456, 1760000000456", "\"1760000000\", 1760000000000" })
	void understandsUpToWhenAPersonHasRead(String watermark, long upTo) {
		assertSays(inbound("\"read\": {\"watermark\": %s}".formatted(watermark)),
				"""
						{"channel": "instagram:1784", "kind": "receipt", "contact": "igsid:55501", "status": "read", "upTo": %d}"""
					.formatted(upTo));
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', nullValues = "null", textBlock = """
			"action": "react", "reaction": "love", "emoji": "❤" | ❤
			"action": "react", "reaction": "love"               | love
			"action": "react", "emoji": "😮"                    | 😮
			"action": "react"                                   | other
			"reaction": "love"                                  | love
			"action": "unreact"                                 | null
			"action": "unreact", "reaction": "love"             | null
			""")
	void mapsAReaction(String body, String emoji) {
		JsonNode event = inbound("\"reaction\": {\"mid\": \"mid.E\", %s}".formatted(body));

		assertThat(event.get("kind").asText()).isEqualTo("reaction");
		assertThat(event.get("id").asText()).isEqualTo("mid.E");
		assertThat(event.get("contact").asText()).isEqualTo("igsid:55501");
		assertThat(event.get("at").asLong()).isEqualTo(1_760_000_000_123L);
		assertThat(event.get("emoji").textValue()).isEqualTo(emoji);
	}

	@Test
	void namesNobodyForAReactionOfTheAccount() {
		assertSays(outbound("\"reaction\": {\"mid\": \"mid.A\", \"action\": \"react\", \"emoji\": \"👍\"}"),
				"""
						{"channel": "instagram:1784", "kind": "reaction", "id": "mid.A", "at": 1760000000123, "emoji": "👍"}""");
	}

	@ParameterizedTest
	@CsvSource({ "1, 0001", "\"2\", 0002", "1234, 1234", "12345, 12345" })
	void numbersTheEditsOfAMessage(String number, String padded) {
		assertSays(inbound(
				"\"message_edit\": {\"mid\": \"mid.A\", \"text\": \"Hallo\", \"num_edit\": %s}".formatted(number)), """
						{"channel": "instagram:1784", "kind": "edit", "id": "mid.A", "editId": "mid.A/%s",
						 "at": 1760000000123, "text": "Hallo"}""".formatted(padded));
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|',
			textBlock = """
					referral               | {"ref":"shop","source":"ADS","ad_id":77}              | "status": "ADS", "text": "shop", "itemId": "77"
					referral               | {"ref":"shop","source":"SHORTLINK"}                   | "status": "SHORTLINK", "text": "shop"
					referral               | {"product":{"id":"4711"}}                             | "itemId": "4711"
					optin                  | {"type":"notification_messages","title":"News","notification_messages_frequency":"DAILY"} | "text": "News"
					optin                  | {"ref":"shop"}                                        | "text": "shop"
					pass_thread_control    | {"new_owner_app_id":12,"previous_owner_app_id":null,"metadata":"please"} | "text": "please"
					take_thread_control    | {"previous_owner_app_id":"12","new_owner_app_id":"13"} | "kind": "channel-event"
					request_thread_control | {"requested_owner_app_id":"12","metadata":"mine"}     | "text": "mine"
					app_roles              | {"12":["primary_receiver"]}                           | "kind": "channel-event"
					account_linking        | {"status":"linked"}                                   | "status": "linked"
					policy_enforcement     | {"action":"block","reason":"spam"}                    | "status": "block", "text": "spam"
					response_feedback      | {"feedback":"Good feedback","mid":"mid.E"}            | "status": "Good feedback", "itemId": "mid.E"
					messaging_feedback     | {"feedback_screens":[{"screen_id":0}]}                | "kind": "channel-event"
					game_play              | {"game_id":"1"}                                       | "kind": "channel-event"
					order                  | {"products":[]}                                       | "kind": "channel-event"
					""")
	void keepsWhatElseHappensInAConversation(String key, String value, String more) {
		ObjectNode event = (ObjectNode) facts(inbound("\"%s\": %s".formatted(key, value)));

		assertThat(Mapping.json(event.remove("raw").asText()))
			.isEqualTo(Mapping.json(item("55501", "1784", "\"%s\": %s".formatted(key, value))));
		assertThat(event).isEqualTo(((ObjectNode) Mapping.json("""
				{"channel": "instagram:1784", "kind": "channel-event", "type": "%s", "at": 1760000000123,
				 "contact": "igsid:55501"}""".formatted(key))).setAll((ObjectNode) Mapping.json("{" + more + "}")));
	}

	@Test
	void writesAKeyWithAHyphenLikeTheOthersAndNamesNobodyWhereNobodyIs() {
		assertSays(only(map("""
				{"id": "1784", "messaging": [{"recipient": {"id": "1784"}, "timestamp": 1760000000,
				  "policy-enforcement": {"action": "warning"}}]}""")),
				"""
						{"channel": "instagram:1784", "kind": "channel-event", "type": "policy_enforcement",
						 "at": 1760000000000, "status": "warning",
						 "raw": "{\\"recipient\\":{\\"id\\":\\"1784\\"},\\"timestamp\\":1760000000,\\"policy-enforcement\\":{\\"action\\":\\"warning\\"}}"}""");
	}

	@Test
	void doesNotTakeTheAccountForAPerson() {
		assertThat(facts(outbound("\"take_thread_control\": {\"new_owner_app_id\": \"1\"}")).has("contact")).isFalse();
		assertThat(facts(outbound("\"read\": {\"mid\": \"mid.A\"}")).has("contact")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = {
			"\"optin\": {\"type\": \"notification_messages\", \"notification_messages_token\": \"secret\"}",
			"\"account_linking\": {\"status\": \"linked\", \"authorization_code\": \"secret\"}",
			"\"optin\": {\"notification_messages_token\": \"secret\"}, \"message\": {\"mid\": \"mid.A\", \"text\": 7}" })
	void keepsNoSecrets(String body) {
		String item = item("55501", "1784", body);

		for (String entry : List.of("\"messaging\": [%s]", "\"standby\": [%s]",
				"\"field\": \"messages\", \"value\": %s",
				"\"changes\": [{\"field\": \"messaging_optins\", \"value\": %s}]", "\"messaging\": %s")) {
			List<JsonNode> events = map("{\"id\": \"1784\", %s}".formatted(entry.formatted(item)));

			assertThat(events).hasSize(1);
			assertThat(events.get(0).toString()).doesNotContain("secret").contains("\"sender\":{\"id\":\"55501\"}");
		}
	}

	@ParameterizedTest
	@CsvSource({ "STOP_NOTIFICATIONS, stop", "RESUME_NOTIFICATIONS, resume" })
	void tellsWhetherAPersonWantsMarketing(String status, String marketing) {
		List<JsonNode> events = map("{\"id\": \"1784\", \"messaging\": [%s]}".formatted(item("55501", "1784",
				"\"optin\": {\"type\": \"notification_messages\", \"notification_messages_status\": \"%s\"}"
					.formatted(status))));

		assertThat(events).hasSize(2);
		assertThat(events.get(0).get("kind").asText()).isEqualTo("channel-event");
		assertThat(events.get(0).get("status").asText()).isEqualTo(status);
		assertSays(events.get(1), """
				{"channel": "instagram:1784", "kind": "contact", "contact": "igsid:55501", "at": 1760000000123,
				 "marketing": "%s"}""".formatted(marketing));
	}

	@ParameterizedTest
	@CsvSource({ "comments, id", "comments, comment_id", "live_comments, id", "live_comments, comment_id" })
	void mapsACommentInEachOfItsForms(String field, String idKey) {
		String value = """
				{"%s":"c.1","text":"Lovely","from":{"id":"55501","username":"ann"},"media":{"id":1790,"media_product_type":"FEED"},"parent_id":"c.0"}"""
			.formatted(idKey);
		String changes = "\"changes\": [{\"field\": \"%s\", \"value\": %s}]".formatted(field, value);
		String flat = "\"field\": \"%s\", \"value\": %s".formatted(field, value);

		for (String form : List.of(changes, flat)) {
			String entry = "{\"id\": \"1784\", \"time\": 1760000000, %s}".formatted(form);
			List<JsonNode> events = map(entry);

			assertThat(events).hasSize(2);
			ObjectNode comment = (ObjectNode) facts(events.get(0));
			assertThat(comment.remove("raw").asText()).isEqualTo(value);
			assertThat(comment).isEqualTo(Mapping.json("""
					{"channel": "instagram:1784", "kind": "channel-event", "type": "%s", "id": "c.1",
					 "at": 1760000000000, "contact": "igsid:55501", "text": "Lovely", "itemId": "1790",
					 "parentId": "c.0"}""".formatted(field)));
			assertSays(events.get(1), """
					{"channel": "instagram:1784", "kind": "contact", "contact": "igsid:55501", "at": 1760000000000,
					 "username": "ann"}""");
			assertThat(events).extracting((event) -> event.at("/origin/entry/0")).containsOnly(Mapping.json(entry));
		}
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', nullValues = "null", textBlock = """
			{"id": "1784", "username": "shop"}                                | null
			{"id": 1784, "username": "shop"}                                  | null
			{"id": "1784", "self_ig_scoped_id": "55501", "username": "shop"}  | null
			{"self_ig_scoped_id": "1784", "username": "shop"}                 | null
			{"username": "ann"}                                               | null
			"ann"                                                             | null
			null                                                              | null
			{"self_ig_scoped_id": "55501"}                                    | igsid:55501
			""")
	void namesThePersonWhoCommentedUnlessItIsTheAccount(String from, String contact) {
		JsonNode event = only(map("""
				{"id": "1784", "time": 1760000000, "changes": [{"field": "comments",
				  "value": {"id": "c.1", "text": "x", "from": %s}}]}""".formatted(from)));

		assertThat(event.get("kind").asText()).isEqualTo("channel-event");
		assertThat(event.get("contact").textValue()).isEqualTo(contact);
	}

	@Test
	void saysNothingOfAPersonWhoseCommentHasNoTime() {
		JsonNode event = only(map("""
				{"id": "1784", "changes": [{"field": "comments",
				  "value": {"id": "c.1", "from": {"id": "55501", "username": "ann"}}}]}"""));

		assertThat(event.get("kind").asText()).isEqualTo("channel-event");
		assertThat(event.get("at").isNull()).isTrue();
		assertThat(event.get("contact").asText()).isEqualTo("igsid:55501");
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
			comments          | {"id":"c.1","text":"Lovely"}             | "id": "c.1", "text": "Lovely"
			comments          | {"text":"Lovely"}                        | "text": "Lovely"
			mentions          | {"media_id":1790,"comment_id":"c.1"}     | "itemId": "1790"
			mentions          | {"media_id":"1790"}                      | "itemId": "1790"
			story_insights    | {"media_id":"1790","impressions":12,"replies":-1} | "itemId": "1790"
			creator_marketing | {"id":"7","text":{"a":1},"from":"here"}  | "type": "creator_marketing"
			""")
	void keepsWhatHappensToTheAccountsPosts(String field, String value, String more) {
		ObjectNode event = (ObjectNode) facts(only(map("""
				{"id": "1784", "time": 1520622968, "changes": [{"field": "%s", "value": %s}]}""".formatted(field,
				value))));

		assertThat(event.remove("raw").asText()).isEqualTo(value);
		assertThat(event).isEqualTo(((ObjectNode) Mapping.json("""
				{"channel": "instagram:1784", "kind": "channel-event", "type": "%s", "at": 1520622968000}"""
			.formatted(field))).setAll((ObjectNode) Mapping.json("{" + more + "}")));
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|',
			textBlock = """
					"changed_fields": ["comments"]                                       | a change without its value
					"changes": [{"field": "comments", "value": null}]                    | a change without its value
					"field": "comments", "value": null                                   | a change without its value
					"changes": [{"field": "comments", "value": "x"}]                     | a change whose value is not an object
					"changes": [{"field": "two words", "value": {}}]                     | a field that cannot be a type
					"changes": [{"field": "two\\nlines", "value": {}}]                   | a field that cannot be a type
					"changes": [{"field": 7, "value": {}}]                               | a field that cannot be a type
					"field": null, "value": {"a": 1}                                     | a field that cannot be a type
					"messaging": [{"sender": {"id": "55501"}, "hologram": {"a": 1}}]     | an item that the mapping does not know
					"messaging": [{}]                                                    | an item that the mapping does not know
					"hologram": [1]                                                      | an entry that the mapping does not know
					""")
	void holdsWhatItDoesNotKnow(String part, String fault) {
		String entry = "{\"id\": \"1784\", \"time\": 1760000000, %s}".formatted(part);

		JsonNode event = only(map(entry));

		assertThat(event.get("kind").asText()).isEqualTo("unknown");
		assertThat(event.get("channel").asText()).isEqualTo("instagram:1784");
		assertThat(event.get("fault").asText()).isEqualTo(fault);
		assertThat(event.at("/origin/entry/0")).isEqualTo(Mapping.json(entry));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"read\": {\"mid\": \"m1\", \"z\": 1}", "\"read\": {\"mid\": \"m1\"}, \"z\": 1",
			"\"reaction\": {\"mid\": \"m1\", \"action\": \"react\", \"emoji\": \"x\", \"z\": 1}",
			"\"message_edit\": {\"mid\": \"m1\", \"text\": \"x\", \"num_edit\": 1, \"z\": 1}",
			"\"message\": {\"mid\": \"m1\", \"text\": \"x\"}, \"z\": 1" })
	void holdsTheKeysOfAnItemThatItDoesNotKnow(String fields) {
		JsonNode events = mapping.map("""
				{"object": "instagram", "entry": [{"id": "178", "messaging": [{"sender": {"id": "24"},
				  "recipient": {"id": "178"}, "timestamp": 1760000000123, %s}]}]}""".formatted(fields));

		assertThat(events).hasSize(2);
		assertThat(events.at("/0/kind").asText()).isNotEqualTo("unknown");
		assertThat(events.at("/1/kind").asText()).isEqualTo("unknown");
		assertThat(events.at("/1/origin").toString()).contains("\"z\":1");
	}

	@Test
	void holdsTheKeysOfAnEntryAndOfADeliveryThatItDoesNotKnow() {
		JsonNode events = mapping
			.map("""
					{"object": "instagram", "y": 1, "entry": [{"id": "178", "z": 1, "messaging": [{"sender": {"id": "24"},
					  "recipient": {"id": "178"}, "timestamp": 1760000000123, "message": {"mid": "m1", "text": "x"}}]}]}""");

		assertThat(events).extracting((event) -> event.get("kind").asText())
			.containsExactly("message", "unknown", "unknown");
		assertThat(events.at("/1/origin/entry/0/z").asInt()).isOne();
		assertThat(events.at("/1/origin/entry/0").has("messaging")).isFalse();
		assertThat(events.at("/2/origin/y").asInt()).isOne();
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|',
			textBlock = """
					7                                                                                             | an item that the mapping cannot read
					null                                                                                          | an item that the mapping cannot read
					[]                                                                                            | an item that the mapping cannot read
					{"sender": "55501", "message": {"mid": "mid.X", "text": "x"}}                                 | an item that the mapping cannot read
					{"sender": {"id": "55501"}, "message": "x"}                                                   | an item that the mapping cannot read
					{"sender": {"id": "55501"}, "message": {"mid": "mid.X", "text": {"body": "x"}}}               | an item that the mapping cannot read
					{"sender": {"id": "55501"}, "message": {"mid": "mid.X", "attachments": {"type": "image"}}}    | an item that the mapping cannot read
					{"sender": {"id": "55501"}, "message": {"mid": "mid.X", "attachments": ["image"]}}            | an item that the mapping cannot read
					{"sender": {"id": "55501"}, "message": {"text": "x"}}                                         | an item without its message's id or a time
					{"sender": {"id": "55501"}, "message": {"mid": {}, "text": "x"}}                              | an item without its message's id or a time
					{"message": {"mid": "mid.X", "text": "x"}}                                                    | a message without its person
					{"sender": {"id": "1784"}, "message": {"mid": "mid.X", "text": "x"}}                          | a message without its person
					{"sender": {"id": "55501"}, "message": {"is_deleted": true}}                                  | an item without its message's id or a time
					{"sender": {"id": "55501"}, "postback": "GO"}                                                 | an item that the mapping cannot read
					{"postback": {"title": "Start"}}                                                              | an item without its message's id or a time
					{"sender": {"id": "55501"}, "read": {}}                                                       | a receipt without its person or time
					{"read": {"watermark": 1760000000123}}                                                        | a receipt without its person or time
					{"sender": {"id": "55501"}, "reaction": {"action": "react", "emoji": "x"}}                    | an item without its message's id or a time
					{"reaction": {"mid": "mid.X", "action": "react", "emoji": "x"}}                               | an item that the mapping cannot read
					{"sender": {"id": "55501"}, "message_edit": {"mid": "mid.X", "text": "x"}}                    | an edit without its number
					{"sender": {"id": "55501"}, "message_edit": {"mid": "mid.X", "num_edit": 1}}                  | an item that the mapping cannot read
					{"sender": {"id": "55501"}, "optin": 7}                                                       | an item that the mapping cannot read
					""")
	void holdsOnlyTheBrokenItem(String broken, String fault) {
		List<JsonNode> events = map("""
				{"id": "1784", "time": 1760000000, "messaging": [%s, %s, %s]}""".formatted(
				item("55501", "1784", "\"message\": {\"mid\": \"mid.A\", \"text\": \"before\"}"), broken,
				item("55501", "1784", "\"message\": {\"mid\": \"mid.B\", \"text\": \"after\"}")));

		assertThat(events).extracting((event) -> event.get("kind").asText())
			.containsExactly("message", "invalid", "message");
		assertThat(events.get(1).get("channel").asText()).isEqualTo("instagram:1784");
		assertThat(events.get(1).get("fault").asText()).isEqualTo(fault);
		assertThat(events.get(1).get("origin")).isEqualTo(Mapping.json("""
				{"object": "instagram", "entry": [{"id": "1784", "time": 1760000000, "messaging": [%s]}]}"""
			.formatted(broken)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"num_edit\": 0", "\"num_edit\": \"0\"", "\"num_edit\": 0, \"text\": \"Hallo\"",
			"\"num_edit\": 0, \"text\": \"\"" })
	void holdsAnEditThatIsNone(String fields) {
		for (String sender : List.of("\"sender\": {\"id\": \"55501\"},", "")) {
			JsonNode event = only(
					map("""
							{"id": "1784", "messaging": [{%s "timestamp": 1760000000123, "message_edit": {"mid": "mid.A", %s}}]}"""
						.formatted(sender, fields)));

			assertSays(event, """
					{"channel": "instagram:1784", "kind": "unknown", "fault": "an edit that changes nothing"}""");
			assertThat(event.get("origin").toString()).contains("mid.A");
		}
	}

	@Test
	void holdsAMessageThatHasNoTimeAtAll() {
		JsonNode event = only(map("""
				{"id": "1784", "messaging": [{"sender": {"id": "55501"}, "recipient": {"id": "1784"},
				  "message": {"mid": "mid.A", "text": "x"}}]}"""));

		assertThat(event.get("kind").asText()).isEqualTo("invalid");
		assertThat(event.get("fault").asText()).isEqualTo("an item without its message's id or a time");
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|',
			textBlock = """
					7                                                                        | an entry that the mapping cannot read
					null                                                                     | an entry that the mapping cannot read
					{"id": null, "messaging": [{"message": {"mid": "mid.A"}}]}               | an item that the mapping cannot read
					{"id": null, "changes": [{"field": "comments", "value": {"id": "c"}}]}   | a change that the mapping cannot read
					{"id": "9", "messaging": {"message": {"mid": "mid.A"}}}                  | a list that the mapping cannot read
					{"id": "9", "changes": "comments"}                                       | a list that the mapping cannot read
					{"id": "9", "standby": 7}                                                | a list that the mapping cannot read
					{"id": "9", "changes": [7]}                                              | a change that the mapping cannot read
					{"id": "9", "changes": [{"field": "messages", "value": 7}]}              | an item that the mapping cannot read
					{"id": "9", "field": "messages", "value": [1]}                           | an item that the mapping cannot read
					""")
	void holdsOnlyTheBrokenEntry(String broken, String fault) {
		List<JsonNode> events = mapAll(
				"{\"object\": \"instagram\", \"entry\": [%s, {\"id\": \"1784\", \"messaging\": [%s]}]}"
					.formatted(broken, item("55501", "1784", "\"message\": {\"mid\": \"mid.A\", \"text\": \"x\"}")));

		assertThat(events).extracting((event) -> event.get("kind").asText()).containsExactly("invalid", "message");
		assertThat(events.get(0).get("fault").asText()).isEqualTo(fault);
		assertThat(events.get(0).at("/origin/entry/0")).isEqualTo(Mapping.json(broken));
	}

	@Test
	void readsAllThatAnEntryHas() {
		String text = "\"message\": {\"mid\": \"%s\", \"text\": \"x\"}";

		List<JsonNode> events = map("""
				{"id": "1784", "time": 1760000000, "changes": [{"field": "mentions", "value": {"media_id": "1"}}, 7],
				  "messaging": [%s], "standby": [%s], "field": "story_insights", "value": {"media_id": "2"}}"""
			.formatted(item("55501", "1784", text.formatted("mid.A")), item("55501", "1784", text.formatted("mid.B"))));

		assertThat(events)
			.extracting((event) -> event.get("kind").asText(), (event) -> event.path("id").textValue(),
					(event) -> event.path("itemId").textValue())
			.containsExactly(tuple("channel-event", null, "1"), tuple("invalid", null, null),
					tuple("message", "mid.A", null), tuple("message", "mid.B", null),
					tuple("channel-event", null, "2"));
	}

	@Test
	void readsAnItemThatSaysTwoThingsAsTwoEvents() {
		List<JsonNode> events = map("{\"id\": \"1784\", \"messaging\": [%s]}".formatted(item("55501", "1784",
				"\"message\": {\"mid\": \"mid.A\", \"text\": \"x\"}, \"referral\": {\"ref\": \"shop\"}")));

		assertThat(events).extracting((event) -> event.get("kind").asText())
			.containsExactly("message", "channel-event");
		assertThat(events.get(1).get("raw").asText()).doesNotContain("mid.A").contains("shop");
	}

	@Test
	void keepsTheEntriesOfTwoAccountsApart() {
		List<JsonNode> events = mapAll(
				"""
						{"object": "instagram", "entry": [{"id": "1784", "messaging": [%s, %s]}, {"id": "1785", "messaging": [%s]}]}"""
					.formatted(item("55501", "1784", "\"message\": {\"mid\": \"mid.A\", \"text\": \"x\"}"),
							item("55502", "1784", "\"message\": {\"mid\": \"mid.B\", \"text\": \"y\"}"),
							item("55501", "1785", "\"message\": {\"mid\": \"mid.C\", \"text\": \"z\"}")));

		assertThat(events)
			.extracting((event) -> event.get("channel").asText(), (event) -> event.get("id").asText(),
					(event) -> event.at("/origin/entry/0/id").asText(), (event) -> event.at("/origin/entry").size(),
					(event) -> event.at("/origin/entry/0/messaging").size())
			.containsExactly(tuple("instagram:1784", "mid.A", "1784", 1, 1),
					tuple("instagram:1784", "mid.B", "1784", 1, 1), tuple("instagram:1785", "mid.C", "1785", 1, 1));
	}

	@Test
	void readsAListOfDeliveries() {
		String delivery = "{\"object\": \"instagram\", \"entry\": [{\"id\": \"1784\", \"messaging\": [%s]}]}";

		List<JsonNode> events = mapAll("[%s, 7, %s]".formatted(
				delivery.formatted(item("55501", "1784", "\"message\": {\"mid\": \"mid.A\", \"text\": \"x\"}")),
				delivery.formatted(item("55501", "1784", "\"message\": {\"mid\": \"mid.B\", \"text\": \"y\"}"))));

		assertThat(events).extracting((event) -> event.get("kind").asText())
			.containsExactly("message", "invalid", "message");
		assertThat(events.get(2).get("id").asText()).isEqualTo("mid.B");
		assertThat(events.get(2).get("origin")).isEqualTo(Mapping
			.json(delivery.formatted(item("55501", "1784", "\"message\": {\"mid\": \"mid.B\", \"text\": \"y\"}"))));
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
			1                                        | the delivery is not a JSON object
			"x"                                      | the delivery is not a JSON object
			null                                     | the delivery is not a JSON object
			{}                                       | not an object that this provider sends
			{"object": "page", "entry": []}          | not an object that this provider sends
			{"object": null}                         | not an object that this provider sends
			{"object": "instagram", "entries": []}   | a delivery without entries
			{"object": "instagram", "entry": {}}     | entries that are not a list
			""")
	void keepsWhatIsNotADeliveryOfThisPlatformWhole(String body, String fault) {
		JsonNode event = only(mapAll(body));

		assertThat(event.get("kind").asText()).isEqualTo("invalid");
		assertThat(event.get("fault").asText()).isEqualTo(fault);
		assertThat(event.get("origin")).isEqualTo(Mapping.json(body));
	}

	@ParameterizedTest
	@ValueSource(strings = { "[]", "{\"object\": \"instagram\"}", "{\"object\": \"instagram\", \"entry\": []}",
			"{\"object\": \"instagram\", \"entry\": [{}]}",
			"{\"object\": \"instagram\", \"entry\": [{\"id\": \"1784\", \"time\": 1760000000}]}",
			"{\"object\": \"instagram\", \"entry\": [{\"id\": \"1784\", \"messaging\": [], \"changes\": null}]}" })
	void makesNothingOfAnEmptyDelivery(String body) {
		assertThat(mapAll(body)).isEmpty();
	}

	@Test
	void saysTheSameAgainOfTheOriginOfAnEvent() {
		List<JsonNode> events = mapAll(
				"""
						{"object": "instagram", "entry": [
						  {"id": 1784, "time": 1760000000, "changes": [{"field": "comments", "value": {"id": "c", "text": "x"}}, {"field": "x"}],
						   "messaging": [%s, {"sender": {"id": "55501"}, "message": {"mid": "mid.B"}}, 7, {"hologram": 1}],
						   "standby": [%s], "field": "messages", "value": %s},
						  {"id": "1785", "time": 1760000000, "changed_fields": ["comments"]}, {"id": "1786", "hologram": 1}, 7]}"""
					.formatted(item("55501", "1784", "\"message\": {\"mid\": \"mid.A\", \"text\": \"x\"}"),
							item("55501", "1784", "\"read\": {\"mid\": \"mid.A\"}"),
							item("1784", "55501", "\"message\": {\"mid\": \"mid.C\", \"text\": \"x\"}")));

		assertThat(events).hasSize(11);
		events.forEach((event) -> assertThat(only(mapAll(event.get("origin").toString()))).isEqualTo(event));
	}

	private static JsonNode inbound(String body) {
		return only(map("{\"id\": \"1784\", \"time\": 1760000999000, \"messaging\": [%s]}"
			.formatted(item("55501", "1784", body))));
	}

	private static JsonNode outbound(String body) {
		return only(map("{\"id\": \"1784\", \"time\": 1760000999000, \"messaging\": [%s]}"
			.formatted(item("1784", "55501", body))));
	}

	private static String item(String sender, String recipient, String body) {
		return """
				{"sender": {"id": "%s"}, "recipient": {"id": "%s"}, "timestamp": 1760000000123, %s}""".formatted(sender,
				recipient, body);
	}

	private static List<JsonNode> map(String entry) {
		return mapAll("{\"object\": \"instagram\", \"entry\": [%s]}".formatted(entry));
	}

	// Read again, or a whole number would not be equal to the same one in another Java
	// type.
	private static List<JsonNode> mapAll(String body) {
		return StreamSupport.stream(Mapping.json(mapping.map(body).toString()).spliterator(), false).toList();
	}

	private static JsonNode only(List<JsonNode> events) {
		assertThat(events).hasSize(1);
		return events.get(0);
	}

	private static void assertSays(JsonNode event, String expected) {
		assertThat(facts(event)).isEqualTo(Mapping.json(expected));
	}

}
