package dev.switchboard.event;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.switchboard.event.Mapping.facts;
import static dev.switchboard.event.Mapping.withoutNulls;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code routes/providers/messenger.jq} says of each thing that the platform sends.
 */
class MessengerMappingTests {

	private static final long AT = 1_760_000_000_123L;

	private static final long DISPATCHED = 1_760_000_777_000L;

	private static final Mapping MAPPING = Mapping.of("messenger");

	@AfterAll
	static void close() throws Exception {
		MAPPING.close();
	}

	@Test
	void mapsAText() {
		JsonNode events = map("""
				{"object": "page", "entry": [{"id": "111", "time": 1760000777000, "messaging": [
				  {"sender": {"id": "24"}, "recipient": {"id": "111"}, "timestamp": 1760000000123,
				   "message": {"mid": "m_A", "text": "Hello"}}]}]}""");

		assertThat(events).hasSize(1);
		assertThat(facts(events.get(0))).isEqualTo(Mapping.json("""
				{"channel": "messenger:111", "kind": "message", "id": "m_A", "contact": "psid:24", "type": "text",
				 "text": "Hello", "sentAt": 1760000000123}"""));
		assertThat(events.get(0).get("origin")).isEqualTo(Mapping.json("""
				{"object": "page", "entry": [{"id": "111", "messaging": [
				  {"sender": {"id": "24"}, "recipient": {"id": "111"}, "timestamp": 1760000000123,
				   "message": {"mid": "m_A", "text": "Hello"}}]}]}"""));
	}

	@ParameterizedTest
	@ValueSource(strings = { "m_A", "mid.1457764197618:41d102a3e1ae206a38", "mid.$cAAJ-dkl_x", "TV9nPT0=" })
	void takesIdsAsTheyAre(String mid) {
		assertThat(text(message("\"mid\": \"%s\", \"text\": \"x\"".formatted(mid)), "id")).isEqualTo(mid);
	}

	@Test
	void readsIdsThatAreNumbers() {
		JsonNode event = map("""
				{"object": "page", "entry": [{"id": 12345678901234567890, "messaging": [
				  {"sender": {"id": 98765432109876543210}, "recipient": {"id": 12345678901234567890},
				   "timestamp": 1760000000123, "message": {"mid": 7, "text": "x"}}]}]}""").get(0);

		assertThat(text(event, "channel")).isEqualTo("messenger:12345678901234567890");
		assertThat(text(event, "contact")).isEqualTo("psid:98765432109876543210");
		assertThat(text(event, "id")).isEqualTo("7");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"id\": \"0\",", "\"id\": 0,", "\"id\": null,", "" })
	void givesWhatNamesNoPageTheChannelZero(String id) {
		JsonNode event = map("""
				{"object": "page", "entry": [{%s "messaging": [{"sender": {"id": "24"}, "recipient": {"id": "25"},
				  "timestamp": "1527459824", "message": {"mid": "m_A", "text": "x"}}]}]}""".formatted(id)).get(0);

		assertThat(text(event, "channel")).isEqualTo("messenger:0");
		assertThat(text(event, "kind")).isEqualTo("message");
		assertThat(event.get("sentAt").asLong()).isEqualTo(1_527_459_824_000L);
	}

	@Test
	void keepsPagesApart() {
		JsonNode events = map(
				"""
						{"object": "page", "entry": [
						  {"id": "111", "messaging": [
						    {"sender": {"id": "24"}, "timestamp": 1760000000123, "message": {"mid": "m_A", "text": "a"}},
						    {"sender": {"id": "25"}, "timestamp": 1760000000123, "message": {"mid": "m_B", "text": "b"}}]},
						  {"id": "222", "messaging": [
						    {"sender": {"id": "24"}, "timestamp": 1760000000123, "message": {"mid": "m_C", "text": "c"}}]}]}""");

		assertThatEach(events,
				(event) -> text(event, "channel") + " " + text(event, "id") + " " + text(event, "contact"))
			.containsExactly("messenger:111 m_A psid:24", "messenger:111 m_B psid:25", "messenger:222 m_C psid:24");
		assertThat(events.get(2).get("origin")).isEqualTo(Mapping.json("""
				{"object": "page", "entry": [{"id": "222", "messaging": [
				  {"sender": {"id": "24"}, "timestamp": 1760000000123, "message": {"mid": "m_C", "text": "c"}}]}]}"""));
	}

	@ParameterizedTest
	@CsvSource({ "1760000000123, 1760000000123", "\"1760000000123\", 1760000000123", "1760000000, 1760000000000",
			"\"1760000000\", 1760000000000" })
	void readsTimesInSecondsAndMillisecondsAsTextAndAsNumber(String timestamp, long millis) {
		JsonNode event = event("""
				{"sender": {"id": "24"}, "timestamp": %s, "message": {"mid": "m_A", "text": "x"}}"""
			.formatted(timestamp));

		assertThat(event.get("sentAt").asLong()).isEqualTo(millis);
		assertThat(event.at("/origin/entry/0").has("time")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\"timestamp\": null,", "\"timestamp\": \"soon\",", "\"timestamp\": {}," })
	void takesTheTimeOfTheDispatchOnlyWhereThereIsNoOther(String timestamp) {
		JsonNode event = event("""
				{"sender": {"id": "24"}, %s "message": {"mid": "m_A", "text": "x"}}""".formatted(timestamp));

		assertThat(event.get("sentAt").asLong()).isEqualTo(DISPATCHED);
		assertThat(event.at("/origin/entry/0/time").asLong()).isEqualTo(DISPATCHED);
	}

	@Test
	void hasNoTimeForAMessageThatComesWithout() {
		assertThat(MAPPING.mapUnchecked("""
				{"object": "page", "entry": [{"id": "111", "messaging": [
				  {"sender": {"id": "24"}, "message": {"mid": "m_A", "text": "x"}}]}]}""").at("/0/sentAt").isNull())
			.isTrue();
	}

	@Test
	void hasNoContactForAMessageOfNobody() {
		assertThat(MAPPING
			.mapUnchecked(delivery("{\"timestamp\": 1760000000123, \"message\": {\"mid\": \"m_A\", \"text\": \"x\"}}"))
			.at("/0/contact")
			.isNull()).isTrue();
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', nullValues = "null", textBlock = """
			{"id": "24"}                    | psid:24 | null
			{"user_ref": "r-1"}             | ref:r-1 | null
			{"id": null, "user_ref": "r-1"} | ref:r-1 | null
			{"id": "24", "user_ref": "r-1"} | psid:24 | ref:r-1
			""")
	void knowsAPersonByTheIdOrBeforeThereIsOneByTheUserRef(String sender, String contact, String also) {
		for (String fact : List.of("\"message\": {\"mid\": \"m_A\", \"text\": \"x\"}",
				"\"message\": {\"mid\": \"m_A\", \"quick_reply\": {\"payload\": \"P\"}, \"text\": \"x\"}",
				"\"postback\": {\"mid\": \"m_A\", \"title\": \"x\"}",
				"\"reaction\": {\"mid\": \"m_A\", \"emoji\": \"x\"}", "\"optin\": {\"ref\": \"x\"}")) {
			JsonNode event = event("""
					{"sender": %s, "recipient": {"id": "111"}, "timestamp": 1760000000123, %s}""".formatted(sender,
					fact));

			assertThat(text(event, "contact")).isEqualTo(contact);
			if (also != null) {
				assertThat(event.get("also"))
					.isEqualTo(Mapping.json("[{\"contact\": \"%s\", \"why\": \"seen-together\"}]".formatted(also)));
			}
			else {
				assertThat(event.path("also").isMissingNode() || event.get("also").isNull()).isTrue();
			}
		}
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', nullValues = "null",
			textBlock = """
					"text": "hi"                                                             | text        | hi
					"text": "hi", "seq": 73                                                  | text        | hi
					"text": "hi", "attachments": []                                          | text        | hi
					"seq": 73                                                                | text        | null
					"text": "look", "attachments": [{"type": "image", "payload": {"url": "https://e.com/1"}}] | image | look
					"attachments": [{"type": "video", "payload": {"url": "https://e.com/1"}}] | video      | null
					"attachments": [{"type": "audio", "payload": {"url": "https://e.com/1"}}] | audio      | null
					"attachments": [{"type": "file", "payload": {"url": "https://e.com/1"}}] | file        | null
					"attachments": [{"type": "ig_reel", "payload": {"url": "https://e.com/1", "title": "Cats"}}] | ig_reel | Cats
					"attachments": [{"type": "share", "title": "News", "payload": {"url": "https://e.com/1"}}] | share | News
					"text": "", "attachments": [{"type": "fallback", "title": "News"}]       | fallback    | News
					"attachments": [{"type": "hologram", "payload": {"depth": 3}}]           | hologram    | null
					"attachments": [{"payload": {"url": "https://e.com/1"}}]                 | unknown     | null
					"is_unsupported": true                                                   | unsupported | null
					""")
	void namesTheTypeAndWhatAPersonWouldRead(String fields, String type, String text) {
		JsonNode event = message("\"mid\": \"m_A\", " + fields);

		assertThat(text(event, "kind")).isEqualTo("message");
		assertThat(text(event, "type")).isEqualTo(type);
		assertThat(text(event, "text")).isEqualTo(text);
	}

	@Test
	void numbersTheAttachments() {
		JsonNode event = message("""
				"mid": "m_A", "attachments": [
				  {"type": "image", "payload": {"url": "https://e.com/1"}},
				  {"type": "video", "payload": {"url": "https://e.com/2"}},
				  {"type": "file", "payload": {"url": "https://e.com/3"}}]""");

		assertThat(facts(event)).isEqualTo(Mapping.json("""
				{"channel": "messenger:111", "kind": "message", "id": "m_A", "contact": "psid:24", "type": "image",
				 "sentAt": 1760000000123, "attachments": [
				  {"number": 0, "kind": "image", "url": "https://e.com/1"},
				  {"number": 1, "kind": "video", "url": "https://e.com/2"},
				  {"number": 2, "kind": "file", "url": "https://e.com/3"}]}"""));
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', nullValues = "null", textBlock = """
			{"type": "reel", "payload": {"url": "https://e.com/1", "reel_video_id": 369239263222822}} | 369239263222822
			{"type": "ig_reel", "payload": {"url": "https://e.com/1", "reel_video_id": "18"}}        | 18
			{"type": "image", "payload": {"url": "https://e.com/1", "sticker_id": 369239263222822}}  | 369239263222822
			{"type": "sticker", "payload": {"url": "https://e.com/1", "sticker_id": "77"}}           | 77
			{"type": "ig_post", "payload": {"url": "https://e.com/1", "ig_post_media_id": "18"}}     | 18
			{"type": "image", "payload": {"url": "https://e.com/1"}}                                 | null
			""")
	void namesTheMedia(String attachment, String mediaId) {
		JsonNode mapped = attachment(attachment);

		assertThat(text(mapped, "mediaId")).isEqualTo(mediaId);
		assertThat(text(mapped, "url")).isEqualTo("https://e.com/1");
		assertThat(text(mapped, "raw")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { """
			{"type": "image", "payload": {"url": "https://e.com/s", "sticker_id": 77}},
			{"type": "sticker", "payload": {"url": "https://e.com/s", "sticker_id": "77"}}""", """
			{"type": "sticker", "payload": {"url": "https://e.com/s", "sticker_id": "77"}},
			{"type": "image", "payload": {"url": "https://e.com/s", "sticker_id": "77"}}""", """
			{"type": "sticker", "payload": {"url": "https://e.com/s", "sticker_id": 77}}""" })
	void takesAStickerThatIsSentTwiceOnce(String attachments) {
		JsonNode event = message("\"mid\": \"m_A\", \"attachments\": [%s]".formatted(attachments));

		assertThat(text(event, "type")).isEqualTo("sticker");
		assertThat(withoutNulls(event.get("attachments"))).isEqualTo(Mapping.json("""
				[{"number": 0, "kind": "sticker", "mediaId": "77", "url": "https://e.com/s"}]"""));
		assertThat(text(event, "raw")).isNull();
	}

	@Test
	void numbersWhatIsLeftBesideAStickerThatIsSentTwice() {
		JsonNode event = message("""
				"mid": "m_A", "attachments": [
				  {"type": "image", "payload": {"url": "https://e.com/1"}},
				  {"type": "image", "payload": {"url": "https://e.com/s", "sticker_id": "77"}},
				  {"type": "sticker", "payload": {"url": "https://e.com/s", "sticker_id": "77"}},
				  {"type": "image", "payload": {"url": "https://e.com/t", "sticker_id": "78"}}]""");

		assertThatEach(event.get("attachments"),
				(attachment) -> attachment.get("number") + " " + text(attachment, "kind") + " "
						+ text(attachment, "url"))
			.containsExactly("0 image https://e.com/1", "1 sticker https://e.com/s", "2 image https://e.com/t");
	}

	@Test
	void givesAnOldStickerIdToTheFirstAttachment() {
		JsonNode alone = message("""
				"mid": "m_A", "sticker_id": 369239263222822, "attachments": [
				  {"type": "image", "payload": {"url": "https://e.com/1"}},
				  {"type": "image", "payload": {"url": "https://e.com/2"}}]""");
		JsonNode both = message("""
				"mid": "m_A", "sticker_id": 77, "attachments": [
				  {"type": "image", "payload": {"url": "https://e.com/1", "sticker_id": 77}}]""");
		JsonNode without = message("\"mid\": \"m_A\", \"sticker_id\": 77");

		assertThat(text(alone.at("/attachments/0"), "mediaId")).isEqualTo("369239263222822");
		assertThat(text(alone.at("/attachments/0"), "kind")).isEqualTo("image");
		assertThat(text(alone.at("/attachments/1"), "mediaId")).isNull();
		assertThat(text(alone, "raw")).isNull();
		assertThat(text(both.at("/attachments/0"), "mediaId")).isEqualTo("77");
		assertThat(text(both, "raw")).isNull();
		assertThat(raw(without)).isEqualTo(Mapping.json("{\"mid\": \"m_A\", \"sticker_id\": 77}"));
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', nullValues = "null",
			textBlock = """
					{"type": "location", "payload": {"coordinates": {"lat": 48.5, "long": 11}, "title": "Home"}} | 48.5 | 11 | Home
					{"type": "location", "payload": {"coordinates": {"lat": "48.5", "long": "11"}}, "title": "Home"} | 48.5 | 11 | Home
					{"type": "location", "title": "Home", "payload": null, "coordinates": {"lat": 48.5, "long": 11}} | 48.5 | 11 | Home
					{"type": "location", "coordinates": {"lat": 0, "long": 0}}                                       | 0    | 0  | null
					""")
	void placesALocation(String attachment, double latitude, double longitude, String name) {
		JsonNode event = message("\"mid\": \"m_A\", \"attachments\": [%s]".formatted(attachment));

		assertThat(text(event, "type")).isEqualTo("location");
		assertThat(text(event, "text")).isEqualTo(name);
		assertThat(event.at("/details/latitude").doubleValue()).isEqualTo(latitude);
		assertThat(event.at("/details/longitude").doubleValue()).isEqualTo(longitude);
		assertThat(text(event.get("details"), "placeName")).isEqualTo(name);
		assertThat(raw(event.at("/attachments/0"))).isEqualTo(Mapping.json(attachment));
		assertThat(text(event, "raw")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"type\": \"location\", \"payload\": {\"coordinates\": null}}",
			"{\"type\": \"location\", \"payload\": {\"coordinates\": {\"lat\": \"north\"}}}",
			"{\"type\": \"location\", \"payload\": \"elsewhere\"}" })
	void keepsALocationWithoutAPlace(String attachment) {
		JsonNode event = message("\"mid\": \"m_A\", \"attachments\": [%s]".formatted(attachment));

		assertThat(text(event, "type")).isEqualTo("location");
		assertThat(event.at("/details/latitude").isNumber()).isFalse();
		assertThat(raw(event.at("/attachments/0"))).isEqualTo(Mapping.json(attachment));
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', nullValues = "null",
			textBlock = """
					"title": "News", "url": "https://e.com/n", "payload": null                     | News | https://e.com/n | true
					"title": "News", "url": "https://e.com/n"                                      | News | https://e.com/n | true
					"payload": {"title": "News", "url": "https://e.com/n"}                         | News | https://e.com/n | true
					"title": "News", "url": "https://e.com/n", "payload": {"title": "News", "url": "https://e.com/n"} | News | https://e.com/n | true
					"title": "News", "payload": "https://e.com/n"                                  | News | https://e.com/n | true
					"title": "Other", "url": "https://e.com/o", "payload": {"title": "News", "url": "https://e.com/n"} | News | https://e.com/n | false
					"title": "News", "payload": "anything"                                         | News | null            | false
					"title": "News", "payload": ["anything"]                                       | News | null            | false
					"title": null, "url": null, "payload": null                                    | null | null            | true
					""")
	void readsTheManyFormsOfAFallback(String fields, String title, String url, boolean said) {
		JsonNode event = message("\"mid\": \"m_A\", \"attachments\": [{\"type\": \"fallback\", %s}]".formatted(fields));
		JsonNode attachment = event.at("/attachments/0");

		assertThat(text(event, "type")).isEqualTo("fallback");
		assertThat(text(event, "text")).isEqualTo(title);
		assertThat(text(attachment, "title")).isEqualTo(title);
		assertThat(text(attachment, "url")).isEqualTo(url);
		assertThat(text(attachment, "raw") == null).isEqualTo(said);
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', nullValues = "null",
			textBlock = """
					{"template_type": "generic", "elements": [{"title": "Shoes"}, {"title": "Hats"}]} | Shoes | null     | null | Shoes
					{"template_type": "button", "text": "Choose", "buttons": [{"title": "A"}]}        | null  | Choose   | null | Choose
					{"product": {"elements": [{"id": "55", "retailer_id": "r", "title": "Shoes"}]}}   | Shoes | null     | 55   | Shoes
					{"product": {"elements": [{"id": 55}]}}                                           | null  | null     | 55   | null
					{"template_type": "generic", "elements": []}                                      | null  | null     | null | null
					{"template_type": "generic", "elements": "none", "product": 7}                    | null  | null     | null | null
					""")
	void readsATemplate(String payload, String title, String caption, String mediaId, String text) {
		JsonNode event = message("""
				"mid": "m_A", "attachments": [{"type": "template", "payload": %s}]""".formatted(payload));
		JsonNode attachment = event.at("/attachments/0");

		assertThat(text(event, "type")).isEqualTo("template");
		assertThat(text(event, "text")).isEqualTo(text);
		assertThat(text(attachment, "title")).isEqualTo(title);
		assertThat(text(attachment, "caption")).isEqualTo(caption);
		assertThat(text(attachment, "mediaId")).isEqualTo(mediaId);
		assertThat(raw(attachment).get("payload")).isEqualTo(Mapping.json(payload));
		assertThat(text(event, "raw")).isNull();
	}

	@Test
	void linksAReply() {
		JsonNode reply = message(
				"\"mid\": \"m_B\", \"text\": \"x\", \"reply_to\": {\"mid\": \"m_A\", \"is_self_reply\": true}");

		assertThat(text(reply, "replyTo")).isEqualTo("m_A");
		assertThat(text(reply, "raw")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"m_A\"", "[]", "{\"story\": {\"id\": \"1\"}}" })
	void keepsAReplyToAnythingElse(String replyTo) {
		JsonNode reply = message("\"mid\": \"m_B\", \"text\": \"x\", \"reply_to\": " + replyTo);

		assertThat(text(reply, "replyTo")).isNull();
		assertThat(text(reply, "text")).isEqualTo("x");
		assertThat(raw(reply).get("reply_to")).isEqualTo(Mapping.json(replyTo));
	}

	@Test
	void tellsWhatTheBusinessPutBehindAQuickReply() {
		JsonNode event = message("\"mid\": \"m_A\", \"text\": \"Red\", \"quick_reply\": {\"payload\": \"COLOR_RED\"}");

		assertThat(event.get("details")).isEqualTo(Mapping.json("{\"payload\": \"COLOR_RED\"}"));
		assertThat(text(event, "type")).isEqualTo("text");
		assertThat(text(event, "raw")).isNull();
	}

	@Test
	void tellsOfTheAdThatAMessageCameFrom() {
		JsonNode event = message("""
				"mid": "m_A", "text": "x", "referral": {"ref": "summer", "ad_id": 6045246247433, "source": "ADS",
				  "type": "OPEN_THREAD", "product": {"id": "55"},
				  "ads_context_data": {"ad_title": "Shoes", "photo_url": "https://e.com/p"}}""");

		assertThat(withoutNulls(event.get("ad"))).isEqualTo(Mapping
			.json("""
					{"sourceId": "6045246247433", "sourceType": "ad", "headline": "Shoes", "mediaUrl": "https://e.com/p"}"""));
		assertThat(event.get("details"))
			.isEqualTo(Mapping.json("{\"ref\": \"summer\", \"refSource\": \"ADS\", \"productId\": \"55\"}"));
		assertThat(text(event, "raw")).isNull();
	}

	@Test
	void takesTheVideoOfAnAdThatHasNoPicture() {
		JsonNode event = message("""
				"mid": "m_A", "text": "x", "referral": {"ad_id": "9", "source": "ADS",
				  "ads_context_data": {"video_url": "https://e.com/v", "photo_url": null, "post_id": "3"}}""");

		assertThat(text(event.get("ad"), "mediaUrl")).isEqualTo("https://e.com/v");
		assertThat(raw(event).at("/referral/ads_context_data/post_id").asText()).isEqualTo("3");
	}

	@Test
	void knowsNoAdWhereNoneIsNamed() {
		JsonNode shop = message(
				"""
						"mid": "m_A", "text": "x", "referral": {"source": "SHOPS", "type": "OPEN_THREAD", "product": {"id": 55}}""");
		JsonNode empty = message("\"mid\": \"m_A\", \"text\": \"x\", \"referral\": {\"ad_id\": \"\"}");
		JsonNode broken = message("\"mid\": \"m_A\", \"text\": \"x\", \"referral\": \"friend\"");

		assertThat(shop.get("ad").isNull()).isTrue();
		assertThat(text(shop.get("details"), "productId")).isEqualTo("55");
		assertThat(text(shop, "raw")).isNull();
		assertThat(empty.get("ad").isNull()).isTrue();
		assertThat(broken.get("ad").isNull()).isTrue();
		assertThat(text(broken, "text")).isEqualTo("x");
		assertThat(text(raw(broken), "referral")).isEqualTo("friend");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"nlp\": {\"intents\": []}", "\"commands\": [{\"name\": \"help\"}]",
			"\"tags\": {\"source\": \"customer_chat_plugin\"}", "\"app_id\": 5", "\"metadata\": \"m\"",
			"\"quick_reply\": {\"payload\": \"P\", \"more\": 1}", "\"is_unsupported\": true",
			"\"hologram\": {\"z\": 1}", "\"reply_to\": {\"mid\": \"m_B\", \"more\": 1}",
			"\"referral\": {\"source\": \"SHORTLINK\", \"referer_uri\": \"https://e.com\"}",
			"\"referral\": {\"source\": \"ADS\", \"ads_context_data\": {\"ad_title\": \"Shoes\"}}" })
	void keepsTheJsonOfAMessageThatSaysMoreThanItsFields(String more) {
		String fields = "\"mid\": \"m_A\", \"text\": \"x\", " + more;

		assertThat(raw(message(fields))).isEqualTo(Mapping.json("{" + fields + "}"));
	}

	@Test
	void mapsAMessageThatIsTakenBack() {
		assertThat(facts(message("\"mid\": \"m_A\", \"is_deleted\": true"))).isEqualTo(Mapping.json("""
				{"channel": "messenger:111", "kind": "revoke", "id": "m_A", "at": 1760000000123}"""));
		assertThat(text(message("\"mid\": \"m_A\", \"text\": \"x\", \"is_deleted\": false"), "kind"))
			.isEqualTo("message");
	}

	@Test
	void mapsWhatThePageWrote() {
		JsonNode event = event("""
				{"sender": {"id": "111"}, "recipient": {"id": "24"}, "timestamp": 1760000000123,
				 "message": {"is_echo": true, "app_id": 263902037430900, "metadata": "order 5", "mid": "m_A",
				             "text": "Hello", "attachments": [{"type": "template", "title": "Shoes", "url": null,
				               "payload": {"template_type": "button", "buttons": []}}]}}""");

		assertThat(text(event, "kind")).isEqualTo("echo");
		assertThat(text(event, "contact")).isEqualTo("psid:24");
		assertThat(text(event, "type")).isEqualTo("template");
		assertThat(text(event, "text")).isEqualTo("Hello");
		assertThat(event.get("details"))
			.isEqualTo(Mapping.json("{\"appId\": \"263902037430900\", \"metadata\": \"order 5\"}"));
		assertThat(raw(event.at("/attachments/0")).at("/payload/template_type").asText()).isEqualTo("button");
		assertThat(text(event, "raw")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"is_echo\": true,", "\"is_echo\": true, \"app_id\": null,", "" })
	void knowsWhatThePageWroteEvenByItsSender(String echo) {
		JsonNode event = event("""
				{"sender": {"id": 111}, "recipient": {"id": "24"}, "timestamp": 1760000000123,
				 "message": {%s "mid": "m_A", "text": "Hello"}}""".formatted(echo));

		assertThat(text(event, "kind")).isEqualTo("echo");
		assertThat(text(event, "contact")).isEqualTo("psid:24");
		assertThat(text(event, "text")).isEqualTo("Hello");
		assertThat(event.at("/details/appId").isTextual()).isFalse();
		assertThat(text(event, "raw")).isNull();
	}

	@Test
	void tellsThatAnotherAppHadTheThread() {
		JsonNode events = map(
				"""
						{"object": "page", "entry": [{"id": "111", "time": 1760000777000, "standby": [
						  {"sender": {"id": "24"}, "recipient": {"id": "111"}, "timestamp": 1760000000123,
						   "message": {"mid": "m_A", "text": "plain"}},
						  {"sender": {"id": "24"}, "recipient": {"id": "111"}, "timestamp": 1760000000123,
						   "message": {"mid": "m_B", "attachments": [{"type": "image", "payload": {"url": "https://e.com/1"}}]}},
						  {"sender": {"id": "24"}, "recipient": {"id": "111"}, "timestamp": 1760000000123,
						   "postback": {"title": "Start"}},
						  {"sender": {"id": "24"}, "recipient": {"id": "111"}, "read": {"watermark": 1760000000000}}]}]}""");

		assertThatEach(events, (event) -> text(event, "kind") + " " + text(event, "id")).containsExactly("message m_A",
				"message m_B", "message postback:24:1760000000123", "receipt null");
		for (int index = 0; index < 3; index++) {
			assertThat(events.get(index).get("details")).isEqualTo(Mapping.json("{\"standby\": true}"));
		}
		assertThat(text(events.get(2), "text")).isEqualTo("Start");
		assertThat(events.get(3).get("upTo").asLong()).isEqualTo(1_760_000_000_000L);
		assertThat(events.get(2).get("origin")).isEqualTo(Mapping.json("""
				{"object": "page", "entry": [{"id": "111", "standby": [
				  {"sender": {"id": "24"}, "recipient": {"id": "111"}, "timestamp": 1760000000123,
				   "postback": {"title": "Start"}}]}]}"""));
	}

	@Test
	void mapsAPostback() {
		JsonNode event = event(item("""
				"postback": {"mid": "m_A", "title": "Get Started", "payload": "START",
				  "referral": {"ref": "summer", "source": "ADS", "type": "OPEN_THREAD", "ad_id": "9",
				               "ads_context_data": {"ad_title": "Shoes", "video_url": "https://e.com/v"}}}"""));

		assertThat(withoutNulls(facts(event).get("ad"))).isEqualTo(Mapping.json("""
				{"sourceId": "9", "sourceType": "ad", "headline": "Shoes", "mediaUrl": "https://e.com/v"}"""));
		assertThat(withoutNulls(event.get("details")))
			.isEqualTo(Mapping.json("{\"payload\": \"START\", \"ref\": \"summer\", \"refSource\": \"ADS\"}"));
		assertThat(text(event, "kind")).isEqualTo("message");
		assertThat(text(event, "type")).isEqualTo("postback");
		assertThat(text(event, "id")).isEqualTo("m_A");
		assertThat(text(event, "contact")).isEqualTo("psid:24");
		assertThat(text(event, "text")).isEqualTo("Get Started");
		assertThat(event.get("sentAt").asLong()).isEqualTo(AT);
		assertThat(text(event, "raw")).isNull();
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
			{"id": "24"}        | postback:24:1760000000123
			{"id": 24}          | postback:24:1760000000123
			{"user_ref": "r-1"} | postback:r-1:1760000000123
			""")
	void makesUpTheSameIdForAPostbackEachTimeItComes(String sender, String id) {
		JsonNode event = event("""
				{"sender": %s, "recipient": {"id": "111"}, "timestamp": "1760000000123",
				 "postback": {"title": "Start", "payload": {"a": 1}}}""".formatted(sender));

		assertThat(text(event, "id")).isEqualTo(id);
		assertThat(text(event.get("details"), "payload")).isEqualTo("{\"a\":1}");
	}

	@Test
	void makesUpAWholeNumberForAPostbackWithATimeInSeconds() {
		assertThat(text(event("""
				{"sender": {"id": "24"}, "timestamp": 1760000000, "postback": {"title": "Start"}}"""), "id"))
			.isEqualTo("postback:24:1760000000000");
	}

	@Test
	void keepsTheJsonOfAPostbackThatSaysMoreThanItsFields() {
		assertThat(raw(event(
				item("""
						"postback": {"mid": "m_A", "title": "Start", "referral": {"source": "SHORTLINK", "is_guest_user": true}}""")))
			.at("/referral/is_guest_user")
			.asBoolean()).isTrue();
	}

	@Test
	void mapsADelivery() {
		JsonNode events = map(delivery("""
				{"sender": {"id": "24"}, "recipient": {"id": "111"},
				 "delivery": {"mids": ["m_A", "m_B"], "watermark": 1759999999000, "seq": 37}}"""));

		assertThat(values(events, Mapping::facts)).containsExactly(Mapping.json("""
				{"channel": "messenger:111", "kind": "status", "id": "m_A", "status": "delivered", "at": 1759999999000,
				 "contact": "psid:24"}"""), Mapping.json("""
				{"channel": "messenger:111", "kind": "status", "id": "m_B", "status": "delivered", "at": 1759999999000,
				 "contact": "psid:24"}"""), Mapping.json("""
				{"channel": "messenger:111", "kind": "receipt", "contact": "psid:24", "status": "delivered",
				 "upTo": 1759999999000}"""));
		assertThat(events.get(2).at("/origin/entry/0").has("time")).isFalse();
		assertThat(events.get(0).get("origin")).isEqualTo(events.get(2).get("origin"));
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', nullValues = "null",
			textBlock = """
					"timestamp": 1760000000123, "delivery": {"mids": ["m_A"], "watermark": 1759999999000} | status 1760000000123, receipt 1759999999000
					"timestamp": 1760000000123, "delivery": {"mids": ["m_A"]}                             | status 1760000000123
					"delivery": {"mids": ["m_A"]}                                                         | status 1760000777000
					"delivery": {"watermark": "1759999999"}                                               | receipt 1759999999000
					"delivery": {"mids": [], "watermark": 1759999999000}                                  | receipt 1759999999000
					"delivery": {"mids": null, "watermark": 1759999999000}                                | receipt 1759999999000
					"read": {"watermark": 1759999999000, "seq": 38}                                       | receipt 1759999999000
					"timestamp": 1760000000123, "read": {"watermark": "1759999999000"}                    | receipt 1759999999000
					""")
	void tellsHowFarThePersonHasCome(String fields, String expected) {
		JsonNode events = map(
				delivery("{\"sender\": {\"id\": \"24\"}, \"recipient\": {\"id\": \"111\"}, %s}".formatted(fields)));

		assertThat(String.join(", ",
				values(events,
						(event) -> text(event, "kind") + " "
								+ (event.has("at") ? event.get("at") : event.get("upTo")).asLong())))
			.isEqualTo(expected);
		assertThatEach(events, (event) -> text(event, "contact")).containsOnly("psid:24");
	}

	@Test
	void mapsARead() {
		assertThat(facts(event(item("\"read\": {\"watermark\": 1759999999000}")))).isEqualTo(Mapping.json("""
				{"channel": "messenger:111", "kind": "receipt", "contact": "psid:24", "status": "read",
				 "upTo": 1759999999000}"""));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"delivery\": {}", "\"read\": {}" })
	void hasNoTimeForAReceiptThatComesWithout(String fields) {
		assertThat(MAPPING.mapUnchecked(delivery(item(fields))).at("/0/upTo").isNull()).isTrue();
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', nullValues = "null", textBlock = """
			"action": "react", "reaction": "love", "emoji": "❤" | ❤
			"action": "react", "reaction": "other"              | other
			"emoji": "❤"                                        | ❤
			"action": "unreact"                                 | null
			"action": "unreact", "reaction": "love"             | null
			""")
	void mapsAReaction(String fields, String emoji) {
		JsonNode event = event(item("\"reaction\": {\"mid\": \"m_A\", %s}".formatted(fields)));

		assertThat(text(event, "kind")).isEqualTo("reaction");
		assertThat(text(event, "id")).isEqualTo("m_A");
		assertThat(text(event, "contact")).isEqualTo("psid:24");
		assertThat(event.get("at").asLong()).isEqualTo(AT);
		assertThat(text(event, "emoji")).isEqualTo(emoji);
	}

	@Test
	void namesNobodyForAReactionOfThePage() {
		assertThat(facts(event("""
				{"sender": {"id": "111"}, "recipient": {"id": "24"}, "timestamp": 1760000000123,
				 "reaction": {"mid": "m_A", "action": "react", "emoji": "x"}}"""))).isEqualTo(Mapping.json("""
				{"channel": "messenger:111", "kind": "reaction", "id": "m_A", "at": 1760000000123, "emoji": "x"}"""));
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
			"num_edit": 1       | m_A/0001
			"num_edit": "12"    | m_A/0012
			"num_edit": 1234    | m_A/1234
			"num_edit": "12345" | m_A/12345
			"num_edit": null    | m_A/1760000000123
			""")
	void mapsAnEdit(String number, String editId) {
		JsonNode event = event(
				item("\"message_edit\": {\"mid\": \"m_A\", \"text\": \"Hello!\", %s}".formatted(number)));

		assertThat(facts(event)).isEqualTo(Mapping.json("""
				{"channel": "messenger:111", "kind": "edit", "id": "m_A", "editId": "%s", "at": 1760000000123,
				 "text": "Hello!"}""".formatted(editId)));
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', nullValues = "null",
			textBlock = """
					referral               | {"ref": "summer", "source": "ADS", "type": "OPEN_THREAD", "ad_id": 9} | ADS       | summer | 9      | null
					referral               | {"ref": "summer", "source": "SHORTLINK", "type": "OPEN_THREAD"}       | SHORTLINK | summer | summer | null
					optin                  | {"ref": "footer"}                                                     | null      | footer | footer | null
					optin                  | {"type": "one_time_notif_req", "payload": "p"}                        | one_time_notif_req | null | null | null
					optin                  | {"type": "notification_messages", "title": "News", "user_token_status": "REFRESHED"} | REFRESHED | News | null | null
					account_linking        | {"status": "linked"}                                                  | linked    | null   | null   | null
					account_linking        | {"status": "unlinked"}                                                | unlinked  | null   | null   | null
					pass_thread_control    | {"previous_owner_app_id": null, "new_owner_app_id": 123, "metadata": "m"} | 123   | m      | 123    | null
					take_thread_control    | {"previous_owner_app_id": "456", "new_owner_app_id": "123"}           | 123       | null   | 123    | 456
					request_thread_control | {"requested_owner_app_id": 123, "metadata": "m"}                      | 123       | m      | 123    | null
					app_roles              | {"123": ["primary_receiver", "x"]}                                    | primary_receiver, x | null | 123 | null
					app_roles              | {}                                                                    | null      | null   | null   | null
					game_play              | {"game_id": "77", "score": 3}                                         | null      | null   | 77     | null
					payment                | {"payload": "p", "amount": {"currency": "USD"}}                       | null      | null   | null   | null
					checkout_update        | {"payload": "p", "shipping_address": {"id": 1}}                       | null      | null   | null   | null
					pre_checkout           | {"payload": "p"}                                                      | null      | null   | null   | null
					response_feedback      | {"feedback": "good", "mid": "m_A"}                                    | good      | null   | m_A    | null
					messaging_feedback     | {"feedback_screens": [{"screen_id": 0}]}                              | null      | null   | null   | null
					order                  | {"note": "quick", "products": [{"id": "1"}]}                          | null      | quick  | null   | null
					send_cart              | {"products": []}                                                      | null      | null   | null   | null
					optin                  | "yes"                                                                 | null      | null   | null   | null
					""")
	void mapsWhatElseHappensInAConversation(String key, String value, String status, String text, String itemId,
			String parentId) {
		JsonNode events = map(delivery(item("\"%s\": %s".formatted(key, value))));
		JsonNode event = events.get(0);

		assertThat(events).hasSize(1);
		assertThat(text(event, "kind")).isEqualTo("channel-event");
		assertThat(text(event, "channel")).isEqualTo("messenger:111");
		assertThat(text(event, "type")).isEqualTo(key);
		assertThat(text(event, "id")).isNull();
		assertThat(text(event, "contact")).isEqualTo("psid:24");
		assertThat(event.get("at").asLong()).isEqualTo(AT);
		assertThat(text(event, "status")).isEqualTo(status);
		assertThat(text(event, "text")).isEqualTo(text);
		assertThat(text(event, "itemId")).isEqualTo(itemId);
		assertThat(text(event, "parentId")).isEqualTo(parentId);
		assertThat(raw(event)).isEqualTo(Mapping.json("""
				{"sender": {"id": "24"}, "recipient": {"id": "111"}, "timestamp": 1760000000123, "%s": %s}"""
			.formatted(key, value)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "policy-enforcement", "policy_enforcement" })
	void mapsPolicyWhichConcernsNobody(String key) {
		JsonNode event = event("""
				{"recipient": {"id": "111"}, "timestamp": 1760000000123, "%s": {"action": "block", "reason": "Spam"}}"""
			.formatted(key));

		assertThat(text(event, "type")).isEqualTo("policy_enforcement");
		assertThat(text(event, "contact")).isNull();
		assertThat(text(event, "status")).isEqualTo("block");
		assertThat(text(event, "text")).isEqualTo("Spam");
		assertThat(raw(event)).isEqualTo(Mapping.json("""
				{"recipient": {"id": "111"}, "timestamp": 1760000000123, "%s": {"action": "block", "reason": "Spam"}}"""
			.formatted(key)));
	}

	@Test
	void takesTheRecipientWhereThePageIsTheSender() {
		assertThat(text(event("""
				{"sender": {"id": "111"}, "recipient": {"id": "24"}, "timestamp": 1760000000123,
				 "take_thread_control": {"new_owner_app_id": "1"}}"""), "contact")).isEqualTo("psid:24");
	}

	@Test
	void takesTheUserRefOfAnOptInForAnAddress() {
		JsonNode unknown = event("""
				{"recipient": {"id": "111"}, "timestamp": 1760000000123, "optin": {"ref": "x", "user_ref": "r-1"}}""");
		JsonNode known = event(item("\"optin\": {\"ref\": \"x\", \"user_ref\": \"r-1\"}"));

		assertThat(text(unknown, "contact")).isEqualTo("ref:r-1");
		assertThat(unknown.get("also").isNull()).isTrue();
		assertThat(text(known, "contact")).isEqualTo("psid:24");
		assertThat(known.get("also"))
			.isEqualTo(Mapping.json("[{\"contact\": \"ref:r-1\", \"why\": \"seen-together\"}]"));
	}

	@Test
	void hasTheTimeOfTheDispatchOrNoneForAnEventWithoutATime() {
		String item = """
				{"sender": {"id": "24"}, "recipient": {"id": "111"}, "account_linking": {"status": "linked"}}""";
		JsonNode dispatched = event(item);
		JsonNode timeless = map("""
				{"object": "page", "entry": [{"id": "111", "messaging": [%s]}]}""".formatted(item)).get(0);

		assertThat(dispatched.get("at").asLong()).isEqualTo(DISPATCHED);
		assertThat(dispatched.at("/origin/entry/0/time").asLong()).isEqualTo(DISPATCHED);
		assertThat(text(dispatched, "raw")).doesNotContain("1760000777000");
		assertThat(timeless.get("at").isNull()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "STOP_NOTIFICATIONS, stop", "RESUME_NOTIFICATIONS, resume" })
	void tellsWhetherThePersonWantsMarketing(String status, String marketing) {
		JsonNode events = map(delivery(item("""
				"optin": {"type": "notification_messages", "title": "News", "user_token_status": "NOT_REFRESHED",
				          "notification_messages_status": "%s"}""".formatted(status))));

		assertThatEach(events, (event) -> text(event, "kind")).containsExactly("channel-event", "contact");
		assertThat(text(events.get(0), "status")).isEqualTo(status);
		assertThat(facts(events.get(1))).isEqualTo(Mapping.json("""
				{"channel": "messenger:111", "kind": "contact", "contact": "psid:24", "at": 1760000000123,
				 "marketing": "%s"}""".formatted(marketing)));
	}

	@ParameterizedTest
	@ValueSource(strings = {
			"\"optin\": {\"type\": \"notification_messages\", \"notification_messages_token\": \"hush\", \"payload\": \"p\", \"notification_messages_status\": \"STOP_NOTIFICATIONS\"}",
			"\"account_linking\": {\"status\": \"linked\", \"authorization_code\": \"hush\"}",
			"\"payment\": {\"payment_credential\": {\"charge_id\": \"1\", \"tokenized_card\": \"hush\", \"tokenized_cvv\": \"hush\"}}",
			"\"hologram\": 1, \"optin\": {\"notification_messages_token\": \"hush\"}",
			"\"sender\": 7, \"account_linking\": {\"authorization_code\": \"hush\"}" })
	void keepsNoSecret(String fields) {
		JsonNode events = map(delivery("""
				{"sender": {"id": "24"}, "recipient": {"id": "111"}, "timestamp": 1760000000123, %s}"""
			.formatted(fields)));

		assertThat(events).isNotEmpty();
		assertThat(events.toString()).doesNotContain("hush");
		assertThat(events.get(0).at("/origin/entry/0/messaging/0/recipient/id").asText()).isEqualTo("111");
	}

	@Test
	void dispatchesByTheKeyBesideAPriorMessage() {
		JsonNode message = event(
				item("""
						"prior_message": {"source": "checkbox_plugin", "identifier": "r-1"}, "message": {"mid": "m_A", "text": "x"}"""));
		JsonNode optin = event(item("""
				"prior_message": {"source": "checkbox_plugin", "identifier": "r-1"}, "optin": {"ref": "x"}"""));

		assertThat(text(message, "kind")).isEqualTo("message");
		assertThat(text(message, "text")).isEqualTo("x");
		assertThat(text(optin, "type")).isEqualTo("optin");
	}

	@Test
	void keepsWhereAConversationBeganBefore() {
		JsonNode details = event(
				item("""
						"message": {"mid": "m_A", "text": "x"}, "prior_message": {"source": "checkbox_plugin", "identifier": "r7"}"""))
			.get("details");

		assertThat(text(details, "ref")).isEqualTo("r7");
		assertThat(text(details, "refSource")).isEqualTo("checkbox_plugin");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"read\": {\"watermark\": 1760000000000, \"z\": 1}",
			"\"read\": {\"watermark\": 1760000000000}, \"z\": 1",
			"\"delivery\": {\"watermark\": 1760000000000, \"z\": 1}",
			"\"reaction\": {\"mid\": \"m_A\", \"action\": \"react\", \"emoji\": \"x\", \"z\": 1}",
			"\"message_edit\": {\"mid\": \"m_A\", \"text\": \"x\", \"num_edit\": 1, \"z\": 1}",
			"\"message\": {\"mid\": \"m_A\", \"text\": \"x\"}, \"z\": 1",
			"\"postback\": {\"mid\": \"m_A\", \"title\": \"x\"}, \"z\": 1" })
	void holdsTheKeysOfAnItemThatItDoesNotKnow(String fields) {
		JsonNode events = map(delivery(item(fields)));

		assertThat(events).hasSize(2);
		assertThat(text(events.get(0), "kind")).isNotEqualTo("unknown");
		assertThat(text(events.get(1), "kind")).isEqualTo("unknown");
		assertThat(events.at("/1/origin/entry/0/messaging/0").toString()).contains("\"z\":1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"hologram\": {\"z\": 1}", "\"message\": null",
			"\"prior_message\": {\"source\": \"checkbox_plugin\"}" })
	void holdsAnItemThatItDoesNotKnow(String fields) {
		String item = item(fields);
		JsonNode event = event(item);

		assertThat(text(event, "kind")).isEqualTo("unknown");
		assertThat(text(event, "channel")).isEqualTo("messenger:111");
		assertThat(text(event, "fault")).isEqualTo("an item that the mapping does not know");
		assertThat(event.at("/origin/entry/0/messaging/0")).isEqualTo(Mapping.json(item));
	}

	@Test
	void mapsACommentAndItsAuthor() {
		String value = """
				{"item": "comment", "verb": "add", "from": {"id": "77", "name": "Ann"}, "post_id": "111_5",
				 "comment_id": "5_6", "parent_id": "111_5", "created_time": 1760000000, "message": "Nice"}""";
		JsonNode events = map(change("{\"field\": \"feed\", \"value\": %s}".formatted(value)));

		assertThat(facts(events.get(0), "raw")).isEqualTo(Mapping.json("""
				{"channel": "messenger:111", "kind": "channel-event", "type": "feed", "at": 1760000000000,
				 "contact": "psid:77", "status": "add", "text": "Nice", "itemId": "5_6", "parentId": "111_5"}"""));
		assertThat(raw(events.get(0))).isEqualTo(Mapping.json(value));
		assertThat(facts(events.get(1))).isEqualTo(Mapping.json("""
				{"channel": "messenger:111", "kind": "contact", "contact": "psid:77", "at": 1760000000000,
				 "name": "Ann"}"""));
		assertThat(events).hasSize(2);
		assertThat(events.get(1).get("origin")).isEqualTo(Mapping.json("""
				{"object": "page", "entry": [{"id": "111", "changes": [{"field": "feed", "value": %s}]}]}"""
			.formatted(value)));
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', nullValues = "null",
			textBlock = """
					feed          | {"item": "status", "verb": "add", "post_id": "111_5", "from": {"id": "111", "name": "Page"}}          | add      | null | 111_5 | null  | null
					feed          | {"item": "comment", "verb": "edited", "post_id": "111_5", "comment_id": "5_6", "from": {"id": "111"}} | edited   | null | 5_6   | 111_5 | null
					feed          | {"item": "comment", "verb": "remove", "comment_id": 56, "sender_id": 77, "message": "No"}             | remove   | No   | 56    | null  | psid:77
					feed          | {"item": "reaction", "verb": "add", "post_id": "111_5", "parent_id": "111_4", "from": {"id": 77}}     | add      | null | 111_5 | 111_4 | psid:77
					mention       | {"item": "post", "verb": "add", "post_id": "8_9", "from": {"id": "77"}, "message": "Hi"}              | add      | Hi   | 8_9   | null  | psid:77
					ratings       | {"item": "rating", "verb": "add", "reviewer_id": "77", "review_text": "Good", "open_graph_story_id": "3"} | add  | Good | 3     | null  | psid:77
					ratings       | {"recommendation_type": "POSITIVE", "reviewer_id": "77"}                                              | POSITIVE | null | null  | null  | psid:77
					leadgen       | {"leadgen_id": 444, "form_id": 3, "page_id": 111}                                                     | null     | null | 444   | null  | null
					conversations | {"thread_id": "t_1", "page_id": "111"}                                                                | null     | null | t_1   | null  | null
					new_field-7   | {"anything": {"at": ["all"]}, "from": "nobody"}                                                       | null     | null | null  | null  | null
					""")
	void mapsEveryChange(String field, String value, String status, String text, String itemId, String parentId,
			String contact) {
		JsonNode events = map(change("{\"field\": \"%s\", \"value\": %s}".formatted(field, value)));
		JsonNode event = events.get(0);

		assertThat(events).hasSize(1);
		assertThat(text(event, "kind")).isEqualTo("channel-event");
		assertThat(text(event, "type")).isEqualTo(field);
		assertThat(text(event, "id")).isNull();
		assertThat(text(event, "status")).isEqualTo(status);
		assertThat(text(event, "text")).isEqualTo(text);
		assertThat(text(event, "itemId")).isEqualTo(itemId);
		assertThat(text(event, "parentId")).isEqualTo(parentId);
		assertThat(text(event, "contact")).isEqualTo(contact);
		assertThat(event.get("at").asLong()).isEqualTo(1_760_000_777_000L);
		assertThat(event.at("/origin/entry/0/time").asLong()).isEqualTo(1_760_000_777L);
		assertThat(raw(event)).isEqualTo(Mapping.json(value));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"from\": {\"id\": \"77\", \"name\": \"Ann\"}",
			"\"sender_id\": 77, \"sender_name\": \"Ann\"", "\"reviewer_id\": \"77\", \"reviewer_name\": \"Ann\"" })
	void namesTheAuthorOfAChange(String author) {
		JsonNode contact = map(change("{\"field\": \"feed\", \"value\": {%s}}".formatted(author))).get(1);

		assertThat(text(contact, "kind")).isEqualTo("contact");
		assertThat(text(contact, "contact")).isEqualTo("psid:77");
		assertThat(text(contact, "name")).isEqualTo("Ann");
		assertThat(contact.get("at").asLong()).isEqualTo(DISPATCHED);
	}

	@Test
	void givesAnAuthorNobodyElsesName() {
		JsonNode events = map(change("""
				{"field": "feed", "value": {"from": {"id": "77"}, "sender_name": "Eve", "reviewer_name": "Ida"}}"""));

		assertThatEach(events, (event) -> text(event, "kind")).containsExactly("channel-event");
		assertThat(text(events.get(0), "contact")).isEqualTo("psid:77");
	}

	@Test
	void namesNobodyAtNoTime() {
		JsonNode events = map("""
				{"object": "page", "entry": [{"id": "111", "changes": [
				  {"field": "feed", "value": {"from": {"id": "77", "name": "Ann"}}}]}]}""");

		assertThatEach(events, (event) -> text(event, "kind")).containsExactly("channel-event");
		assertThat(events.get(0).get("at").isNull()).isTrue();
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
			{"field": "feed"}                             | a change without its value
			{"field": "feed", "value": null}              | a change without its value
			{"field": "feed", "value": "x"}               | a change whose value is not an object
			{"field": "feed", "value": [1]}               | a change whose value is not an object
			{"field": "no name", "value": {}}             | a change whose field has no usable name
			{"field": "feed\\n", "value": {}}             | a change whose field has no usable name
			{"field": "", "value": {}}                    | a change whose field has no usable name
			{"field": 7, "value": {}}                     | a change whose field has no usable name
			{"value": {}}                                 | a change whose field has no usable name
			""")
	void holdsAChangeThatItDoesNotKnow(String change, String fault) {
		JsonNode event = map(change(change)).get(0);

		assertThat(text(event, "kind")).isEqualTo("unknown");
		assertThat(text(event, "channel")).isEqualTo("messenger:111");
		assertThat(text(event, "fault")).isEqualTo(fault);
		assertThat(event.at("/origin/entry/0/changes/0")).isEqualTo(Mapping.json(change));
	}

	@Test
	void holdsAFieldThatIsNamedWithoutItsValue() {
		JsonNode events = map(
				"""
						{"object": "page", "entry": [{"id": "111", "time": 1760000777, "changed_fields": ["feed", "name"]}]}""");

		assertThat(events).hasSize(1);
		assertThat(events.get(0)).isEqualTo(Mapping.json("""
				{"channel": "messenger:111", "kind": "unknown", "fault": "a change without its value",
				 "origin": {"object": "page", "entry": [{"id": "111", "time": 1760000777,
				   "changed_fields": ["feed", "name"]}]}}"""));
	}

	@Test
	void readsAllTheListsOfAnEntry() {
		JsonNode events = map(
				"""
						{"object": "page", "entry": [{"id": "111", "time": 1760000777000, "hop_context": [],
						  "messaging": [{"sender": {"id": "24"}, "timestamp": 1760000000123, "message": {"mid": "m_A", "text": "x"}}],
						  "standby": [{"sender": {"id": "24"}, "timestamp": 1760000000123, "message": {"mid": "m_B", "text": "x"}}],
						  "changes": [{"field": "feed", "value": {"verb": "add"}}]}]}""");

		assertThatEach(events, (event) -> text(event, "kind") + " " + text(event, "id"))
			.containsExactly("channel-event null", "message m_A", "message m_B");
	}

	@Test
	void holdsAnEntryThatItDoesNotKnow() {
		JsonNode event = map("""
				{"object": "page", "entry": [{"id": "111", "time": 1760000777, "value": {}}]}""").get(0);

		assertThat(event).isEqualTo(Mapping.json("""
				{"channel": "messenger:111", "kind": "unknown", "fault": "an entry that the mapping does not know",
				 "origin": {"object": "page", "entry": [{"id": "111", "time": 1760000777, "value": {}}]}}"""));
	}

	@Test
	void holdsTheKeysOfAnEntryAndOfADeliveryThatItDoesNotKnow() {
		JsonNode events = map(
				"""
						{"object": "page", "y": 1, "entry": [{"id": "111", "z": 1, "messaging": [{"sender": {"id": "24"},
						  "recipient": {"id": "111"}, "timestamp": 1760000000123, "message": {"mid": "m_A", "text": "x"}}]}]}""");

		assertThatEach(events, (event) -> text(event, "kind")).containsExactly("message", "unknown", "unknown");
		assertThat(events.at("/1/origin"))
			.isEqualTo(Mapping.json("{\"object\":\"page\",\"entry\":[{\"id\":\"111\",\"z\":1}]}"));
		assertThat(events.at("/2/origin")).isEqualTo(Mapping.json("{\"object\":\"page\",\"y\":1}"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "7", "null", "\"x\"", "[]", "{\"message\": 7}", "{\"message\": \"x\"}",
			"{\"sender\": 7, \"message\": {\"mid\": \"m_A\", \"text\": \"x\"}}",
			"{\"sender\": {\"id\": {}}, \"message\": {\"mid\": \"m_A\", \"text\": \"x\"}}",
			"{\"message\": {\"mid\": \"m_A\", \"attachments\": 7}}",
			"{\"message\": {\"mid\": \"m_A\", \"attachments\": [7]}}", "{\"postback\": 7}", "{\"delivery\": 7}",
			"{\"delivery\": {\"mids\": \"m_A\"}}", "{\"read\": 7}", "{\"reaction\": 7}", "{\"message_edit\": 7}",
			"{\"sender\": 7, \"optin\": {}}" })
	void holdsOnlyTheBrokenItem(String broken) {
		JsonNode events = map("""
				{"object": "page", "entry": [{"id": "111", "time": 1760000777000, "messaging": [
				  {"sender": {"id": "24"}, "timestamp": 1760000000123, "message": {"mid": "m_A", "text": "x"}}, %s,
				  {"sender": {"id": "24"}, "timestamp": 1760000000123, "message": {"mid": "m_B", "text": "x"}}]}]}"""
			.formatted(broken));

		assertThatEach(events, (event) -> text(event, "kind")).containsExactly("message", "invalid", "message");
		assertThat(text(events.get(1), "channel")).isEqualTo("messenger:111");
		assertThat(text(events.get(1), "fault")).startsWith("an item that the mapping ");
		assertThat(events.get(1).get("origin")).isEqualTo(Mapping.json("""
				{"object": "page", "entry": [{"id": "111", "time": 1760000777000, "messaging": [%s]}]}"""
			.formatted(broken)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"num_edit\": 0", "\"num_edit\": \"0\", \"text\": \"x\"" })
	void holdsAnEditThatIsNone(String fields) {
		JsonNode event = event(item("\"message_edit\": {\"mid\": \"m_A\", %s}".formatted(fields)));

		assertThat(text(event, "kind")).isEqualTo("unknown");
		assertThat(text(event, "fault")).isEqualTo("an edit that changes nothing");
	}

	@Test
	void holdsAnEditWithoutItsTextWhichWouldEmptyTheMessage() {
		assertThat(text(event(item("\"message_edit\": {\"mid\": \"m_A\", \"num_edit\": 1}")), "kind"))
			.isEqualTo("invalid");
	}

	@Test
	void mapsTheTurnsOfACall() {
		JsonNode events = map(
				"""
						{"object": "page", "entry": [{"id": "111", "time": 1760000777000, "calls": [
						  {"id": "c_1", "from": "24", "to": "111", "event": "connect", "timestamp": "1760000000",
						   "call_direction": "user_initiated", "session": {"sdp_type": "offer", "sdp": "v=0"}},
						  {"id": "c_1", "from": 24, "to": 111, "event": "terminate", "status": "COMPLETED", "timestamp": 1760000060},
						  {"id": "c_2", "from": "111", "to": "25", "event": "connect", "timestamp": 1760000070}, 7]}]}""");

		assertThat(facts(events.get(0), "raw")).isEqualTo(Mapping
			.json("""
					{"channel": "messenger:111", "kind": "channel-event", "type": "calls", "id": "c_1/connect",
					 "at": 1760000000000, "contact": "psid:24", "status": "connect", "text": "user_initiated", "itemId": "c_1"}"""));
		assertThat(raw(events.get(0)).at("/session/sdp").asText()).isEqualTo("[redacted]");
		assertThatEach(events, (event) -> text(event, "id")).containsExactly("c_1/connect", "c_1/terminate",
				"c_2/connect", null);
		assertThatEach(events, (event) -> text(event, "contact")).containsExactly("psid:24", "psid:24", "psid:25",
				null);
		assertThatEach(events, (event) -> text(event, "kind")).containsExactly("channel-event", "channel-event",
				"channel-event", "invalid");
		assertThat(events.at("/0/origin/entry/0").has("time")).isFalse();
		events.forEach((event) -> assertThat(map(event.get("origin").toString())).containsExactly(event));
	}

	@Test
	void mapsTheAnswerToARequestToCallInTheListAndFlatInAnEntryWithoutAnId() {
		String answer = """
				"sender": {"id": "24"}, "recipient": {"id": "111"}, "timestamp": %s,
				"call_permission_reply": {"response": "accept", "is_permanent": false}""";
		JsonNode flat = map("{\"object\": \"page\", \"entry\": [{%s}]}".formatted(answer.formatted("1760000000")));
		JsonNode listed = map(delivery("{%s}".formatted(answer.formatted("1760000000000"))));

		for (JsonNode events : List.of(flat, listed)) {
			assertThatEach(events, (event) -> text(event, "kind")).containsExactly("channel-event");
			assertThat(facts(events.get(0), "raw")).isEqualTo(Mapping.json("""
					{"channel": "messenger:111", "kind": "channel-event", "type": "call_permission_reply",
					 "at": 1760000000000, "contact": "psid:24", "status": "accept"}"""));
			assertThat(map(events.at("/0/origin").toString())).isEqualTo(events);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "echoes", "deliveries", "reads", "clicks" })
	void mapsWhatBecameOfAMarketingMessageWithTheExactDigitsOfItsIds(String what) {
		String value = """
				"recipient_id": 24981234567890123, "page_id": 111, "app_id": 98765432109876543, "timestamp": 1760000000,
				"messenger_subscription_token": "hush", "message_id": "120300000000000021", "mid": "m_A" """;
		JsonNode change = map(change("{\"field\": \"marketing_message_%s\", \"value\": {%s}}".formatted(what, value)));
		JsonNode flat = map("""
				{"object": "page", "entry": [{"id": "111", "time": 1760000777, "field": "marketing_message_%s", %s}]}"""
			.formatted(what, value));
		JsonNode nameless = map("""
				{"object": "page", "entry": [{"field": "marketing_message_%s", %s}]}""".formatted(what, value));

		for (JsonNode events : List.of(change, flat, nameless)) {
			assertThatEach(events, (event) -> text(event, "kind")).containsExactly("channel-event");
			assertThat(facts(events.get(0), "raw")).isEqualTo(Mapping.json("""
					{"channel": "messenger:111", "kind": "channel-event", "type": "marketing_message_%s",
					 "at": 1760000000000, "contact": "psid:24981234567890123", "itemId": "m_A",
					 "parentId": "120300000000000021"}""".formatted(what)));
			assertThat(text(events.get(0), "raw")).contains("98765432109876543");
			assertThat(events.toString()).doesNotContain("hush");
			assertThat(map(events.at("/0/origin").toString())).isEqualTo(events);
		}
		assertThat(raw(change.get(0))).isEqualTo(raw(flat.get(0)));
	}

	@Test
	void mapsAMarketingMessageThatFailedAndNamesNobody() {
		JsonNode event = map(change("""
				{"field": "marketing_message_delivery_failed", "value": {"page_id": 111, "timestamp": 1760000000,
				  "message_id": 120300000000000021, "error_message": "Could not be delivered"}}""")).get(0);

		assertThat(facts(event, "raw")).isEqualTo(Mapping.json("""
				{"channel": "messenger:111", "kind": "channel-event", "type": "marketing_message_delivery_failed",
				 "at": 1760000000000, "text": "Could not be delivered", "itemId": "120300000000000021"}"""));
	}

	@Test
	void tellsTwoMarketingMessagesThatFailedAtOnceApart() {
		String failed = """
				{"field": "marketing_message_delivery_failed", "value": {"page_id": 111, "timestamp": 1760000000,
				  "message_id": "1203", "messenger_subscription_token": "hush-0123456789abcdef-%s"}}""";
		JsonNode ann = map(change(failed.formatted("ann"))).get(0);
		JsonNode eve = map(change(failed.formatted("eve"))).get(0);

		assertThat(text(ann, "raw")).isNotEqualTo(text(eve, "raw")).doesNotContain("hush");
	}

	@Test
	void readsTheMessagesThatComeAsChanges() {
		JsonNode events = map(change("""
				{"field": "messages", "value": {"sender": {"id": "24"}, "recipient": {"id": "111"},
				  "timestamp": "1760000000", "message": {"mid": "m_A", "text": "test"}}}"""));

		assertThatEach(events, (event) -> text(event, "kind")).containsExactly("message");
		assertThat(text(events.get(0), "text")).isEqualTo("test");
		assertThat(map(events.at("/0/origin").toString())).isEqualTo(events);
		assertThat(text(map(change("{\"field\": \"messages\"}")).get(0), "fault"))
			.isEqualTo("a change without its value");
	}

	@Test
	void holdsOnlyTheBrokenChange() {
		JsonNode events = map("""
				{"object": "page", "entry": [{"id": "111", "time": 1760000777, "changes": [7,
				  {"field": "feed", "value": {"verb": "add"}}]}]}""");

		assertThatEach(events, (event) -> text(event, "kind")).containsExactly("invalid", "channel-event");
		assertThat(events.get(0)).isEqualTo(Mapping.json("""
				{"channel": "messenger:111", "kind": "invalid", "fault": "a change that the mapping cannot read",
				 "origin": {"object": "page", "entry": [{"id": "111", "time": 1760000777, "changes": [7]}]}}"""));
	}

	@ParameterizedTest
	@ValueSource(strings = { "7", "\"x\"", "[]", "{\"id\": {}, \"messaging\": []}",
			"{\"id\": \"111\", \"messaging\": 7}", "{\"id\": \"111\", \"messaging\": {\"message\": {}}}",
			"{\"id\": \"111\", \"standby\": \"x\"}", "{\"id\": \"111\", \"changes\": {}}" })
	void holdsOnlyTheBrokenEntry(String broken) {
		JsonNode events = map("""
				{"object": "page", "entry": [%s, {"id": "222", "messaging": [
				  {"sender": {"id": "24"}, "timestamp": 1760000000123, "message": {"mid": "m_B", "text": "x"}}]}]}"""
			.formatted(broken));

		assertThatEach(events, (event) -> text(event, "kind")).containsExactly("invalid", "message");
		assertThat(text(events.get(0), "fault")).isEqualTo("an entry that the mapping cannot read");
		assertThat(text(events.get(1), "channel")).isEqualTo("messenger:222");
	}

	@Test
	void readsTheListsBesideABrokenOne() {
		JsonNode events = map("""
				{"object": "page", "entry": [{"id": "111", "standby": 7, "messaging": [
				  {"sender": {"id": "24"}, "timestamp": 1760000000123, "message": {"mid": "m_A", "text": "x"}}]}]}""");

		assertThatEach(events, (event) -> text(event, "kind")).containsExactly("message", "invalid");
		assertThat(withoutNulls(events.at("/1/origin/entry")))
			.isEqualTo(Mapping.json("[{\"id\": \"111\", \"standby\": 7}]"));
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
			[]                                         | the delivery is not a JSON object
			1                                          | the delivery is not a JSON object
			"x"                                        | the delivery is not a JSON object
			{}                                         | not an object that this provider sends
			{"object": "instagram", "entry": []}       | not an object that this provider sends
			{"object": null}                           | not an object that this provider sends
			{"object": "page", "entries": []}          | a delivery without entries
			{"object": "page", "entry": 7}             | a delivery whose entries are not a list
			{"object": "page", "entry": {"id": "111"}} | a delivery whose entries are not a list
			""")
	void keepsWhatIsNotADeliveryOfThisPlatformWhole(String body, String fault) {
		JsonNode events = map(body);

		assertThat(events).hasSize(1);
		assertThat(text(events.get(0), "kind")).isEqualTo("invalid");
		assertThat(text(events.get(0), "fault")).isEqualTo(fault);
		assertThat(events.get(0).get("origin")).isEqualTo(Mapping.json(body));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"object\": \"page\"}", "{\"object\": \"page\", \"entry\": []}",
			"{\"object\": \"page\", \"entry\": [{\"id\": \"111\", \"time\": 1760000777}]}",
			"{\"object\": \"page\", \"entry\": [{\"id\": \"111\", \"messaging\": [], \"standby\": null}]}" })
	void makesNothingOfAnEmptyDelivery(String body) {
		assertThat(map(body)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"message\": {\"mid\": \"m_A\", \"text\": \"x\"}",
			"\"message\": {\"mid\": \"m_A\", \"attachments\": [{\"type\": \"fallback\"}], \"nlp\": {}}",
			"\"delivery\": {\"mids\": [\"m_A\"], \"watermark\": 1759999999000}",
			"\"read\": {\"watermark\": 1759999999000}",
			"\"optin\": {\"notification_messages_token\": \"t\", \"notification_messages_status\": \"STOP_NOTIFICATIONS\"}",
			"\"account_linking\": {\"status\": \"linked\", \"authorization_code\": \"c\"}", "\"hologram\": 1",
			"\"postback\": {\"title\": \"x\"}", "\"message\": 7" })
	void givesTheSameEventsWhenWhatWasHeldIsPostedAgain(String fields) {
		for (String timestamp : List.of("\"timestamp\": 1760000000123,", "")) {
			JsonNode events = map(delivery("{\"sender\": {\"id\": \"24\"}, %s %s}".formatted(timestamp, fields)));

			assertThat(map(events.at("/0/origin").toString())).isEqualTo(events);
		}
	}

	private static JsonNode message(String fields) {
		return event(item("\"message\": {%s}".formatted(fields)));
	}

	private static JsonNode attachment(String attachment) {
		return message("\"mid\": \"m_A\", \"attachments\": [%s]".formatted(attachment)).at("/attachments/0");
	}

	private static String item(String fields) {
		return """
				{"sender": {"id": "24"}, "recipient": {"id": "111"}, "timestamp": 1760000000123, %s}"""
			.formatted(fields);
	}

	private static JsonNode event(String item) {
		return map(delivery(item)).get(0);
	}

	private static String delivery(String item) {
		return """
				{"object": "page", "entry": [{"id": "111", "time": 1760000777000, "messaging": [%s]}]}"""
			.formatted(item);
	}

	private static String change(String change) {
		return """
				{"object": "page", "entry": [{"id": "111", "time": 1760000777, "changes": [%s]}]}""".formatted(change);
	}

	private static JsonNode map(String body) {
		return MAPPING.map(body);
	}

	private static String text(JsonNode event, String field) {
		return event.path(field).textValue();
	}

	private static JsonNode raw(JsonNode event) {
		return Mapping.json(event.get("raw").textValue());
	}

	private static <T> List<T> values(JsonNode events, Function<JsonNode, T> value) {
		List<T> values = new ArrayList<>();
		events.forEach((event) -> values.add(value.apply(event)));
		return values;
	}

	private static ListAssert<String> assertThatEach(JsonNode events, Function<JsonNode, String> value) {
		return assertThat(values(events, value));
	}

}
