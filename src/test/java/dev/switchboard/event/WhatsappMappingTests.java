package dev.switchboard.event;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 * What {@code routes/providers/whatsapp.jq} says of each thing that the platform sends.
 * Whatever a test maps, it maps the origin of every event again as well.
 */
class WhatsappMappingTests {

	private static final Mapping MAPPING = Mapping.of("whatsapp");

	@AfterAll
	static void close() throws Exception {
		MAPPING.close();
	}

	@Test
	void mapsAText() {
		JsonNode event = message("\"type\": \"text\", \"text\": {\"body\": \"Hello\"}");

		assertThat(facts(event)).isEqualTo(Mapping
			.json("""
					{"channel": "whatsapp:123456789", "kind": "message", "id": "wamid.A", "contact": "wa:919900112233",
					 "phone": "919900112233", "name": "John", "type": "text", "text": "Hello", "sentAt": 1760000000000}"""));
		assertThat(event.get("origin")).isEqualTo(Mapping.json("""
				{"object": "whatsapp_business_account", "entry": [{"id": "104", "changes": [{"field": "messages",
				  "value": {"messaging_product": "whatsapp",
				    "metadata": {"display_phone_number": "+1 555 078-3881", "phone_number_id": "123456789"},
				    "contacts": [{"profile": {"name": "John"}, "wa_id": "919900112233"}],
				    "messages": [{"from": "919900112233", "id": "wamid.A", "timestamp": "1760000000",
				      "type": "text", "text": {"body": "Hello"}}]}}]}]}"""));
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
					contacts    | [{"phones": []}]                                                    | null
					interactive | {"type": "button_reply", "button_reply": {"id": "b", "title": "Yes"}} | Yes
					interactive | {"type": "list_reply", "list_reply": {"id": "l", "title": "Blue"}}  | Blue
					interactive | {"type": "nfm_reply", "nfm_reply": {"name": "flow", "body": "Sent", "response_json": "{"}} | Sent
					interactive | {"type": "call_permission_reply", "call_permission_reply": {"response": "accept"}} | null
					button      | {"text": "Stop", "payload": "STOP"}                                 | Stop
					order       | {"catalog_id": "1", "text": "two please", "product_items": []}      | two please
					system      | {"body": "John changed", "type": "user_changed_number"}             | John changed
					unsupported | {"type": "poll_creation"}                                           | null
					ephemeral   | {"anything": ["at", {"all": true}]}                                 | null
					hsm         | {"namespace": "n"}                                                  | null
					ad          | "not even an object"                                                | null
					""")
	void namesTheTypeAndWhatAPersonWouldRead(String type, String body, String text) {
		JsonNode event = typed(type, body);

		assertThat(text(event, "kind")).isEqualTo("message");
		assertThat(text(event, "type")).isEqualTo(type);
		assertThat(text(event, "text")).isEqualTo(text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "image", "video", "audio", "voice", "document", "sticker" })
	void mapsMediaToAnAttachment(String type) {
		JsonNode event = typed(type, """
				{"id": 99, "mime_type": "a/b", "sha256": "h=", "url": "https://example.com/m", "filename": "f",
				 "caption": "c", "voice": true, "animated": false}""");

		assertThat(withoutNulls(event.get("attachments"))).isEqualTo(Mapping.json("""
				[{"number": 0, "kind": "%s", "mediaId": "99", "mimeType": "a/b", "sha256": "h=",
				  "url": "https://example.com/m", "filename": "f", "caption": "c", "voice": true, "animated": false}]"""
			.formatted(type)));
		assertThat(text(event, "raw")).isNull();
	}

	@Test
	void tellsAVoiceNoteFromASoundAndAnAnimatedStickerFromAStill() {
		assertThat(typed("audio", "{\"id\": \"1\", \"voice\": true}").at("/attachments/0/voice").booleanValue())
			.isTrue();
		assertThat(typed("audio", "{\"id\": \"1\", \"voice\": false}").at("/attachments/0/voice").isBoolean()).isTrue();
		assertThat(typed("audio", "{\"id\": \"1\"}").at("/attachments/0/voice").isNull()).isTrue();
		assertThat(typed("sticker", "{\"id\": \"1\", \"animated\": true}").at("/attachments/0/animated").booleanValue())
			.isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"type\": \"image\"", "\"type\": \"image\", \"image\": null",
			"\"type\": \"image\", \"errors\": [{\"code\": 131052, \"title\": \"Media download error\"}]" })
	void keepsMediaWithoutItsBody(String fields) {
		JsonNode event = message(fields);

		assertThat(text(event, "type")).isEqualTo("image");
		assertThat(raw(event)).isEqualTo(item(fields));
	}

	@Test
	void mapsALocation() {
		JsonNode event = typed("location",
				"""
						{"latitude": 48.5, "longitude": "11", "name": "Home", "address": "1 Road", "url": "https://example.com"}""");

		assertThat(said(event)).isEqualTo(Mapping.json("""
				{"type": "location", "text": "Home",
				 "details": {"latitude": 48.5, "longitude": 11, "placeName": "Home", "address": "1 Road"}}"""));
		assertThat(raw(event).at("/location/url").asText()).isEqualTo("https://example.com");
	}

	@Test
	void mapsSharedContacts() {
		JsonNode event = typed("contacts",
				"""
						[{"name": {"formatted_name": "Ann B", "first_name": "Ann"}, "org": {"company": "Acme"},
						  "phones": [{"phone": "+1 555", "wa_id": "1555"}, {"phone": "+1 556"}], "emails": [{"email": "a@example.com"}],
						  "birthday": "2000-01-01", "vcard": "BEGIN:VCARD"},
						 {"name": {"first_name": "Eve"}, "phones": [{"wa_id": 1557}]}]""");

		assertThat(said(event)).isEqualTo(Mapping.json("""
				{"type": "contacts", "text": "Ann B", "details": {"sharedContacts": [
				  {"number": 0, "name": "Ann B", "phones": ["+1 555", "+1 556"], "waIds": ["1555"],
				   "emails": ["a@example.com"], "organization": "Acme"},
				  {"number": 1, "waIds": ["1557"]}]}}"""));
		assertThat(raw(event).at("/contacts/0/vcard").asText()).isEqualTo("BEGIN:VCARD");
	}

	@ParameterizedTest
	@ValueSource(strings = {
			"\"type\": \"contacts\", \"contacts\": [{\"name\": {\"formatted_name\": \"Ann\"}, \"origin\": \"contact_request\"}]",
			"\"type\": \"contacts\", \"contacts\": [{\"name\": {\"formatted_name\": \"Ann\"}}], \"origin\": \"contact_request\"" })
	void keepsWhereASharedContactComesFrom(String fields) {
		JsonNode event = message(fields);

		assertThat(text(event, "text")).isEqualTo("Ann");
		assertThat(raw(event)).isEqualTo(item(fields));
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', nullValues = "null",
			textBlock = """
					{"type": "button_reply", "button_reply": {"id": "b", "title": "Yes"}} | Yes | {"payload": "b"}
					{"type": "list_reply", "list_reply": {"id": "l", "title": "Blue", "description": "sky"}} | Blue | {"payload": "l"}
					{"type": "nfm_reply", "nfm_reply": {"name": "flow", "body": "Sent", "response_json": "{\\"a\\": 1}"}} | Sent | {"flowName": "flow", "flowResponse": "{\\"a\\": 1}"}
					{"type": "nfm_reply", "nfm_reply": {"name": "address_message", "body": "Sent", "response_json": "{\\"a"}} | Sent | {"flowName": "address_message", "flowResponse": "{\\"a"}
					{"type": "nfm_reply", "nfm_reply": {"response_json": {"a": 1}}}       | null | {"flowResponse": "{\\"a\\":1}"}
					{"type": "nfm_reply", "nfm_reply": {"name": "flow", "response_json": null}} | null | {"flowName": "flow"}
					{"type": "nfm_reply", "nfm_reply": {"name": "flow", "body": "Sent"}}  | Sent | {"flowName": "flow"}
					{"type": "call_permission_reply", "call_permission_reply": {"response": "accept", "expiration_timestamp": 1760009999, "response_source": "user_action"}} | null | {"permission": "accept"}
					{"type": "call_permission_reply", "call_permission_reply": {"response": "reject", "expiration_timestamp": "1760009999"}} | null | {"permission": "reject"}
					{"type": "payment_method", "payment_method": {"payment_method": "x"}} | null | null
					{"type": "payment_notification", "payment_notification": {}}          | null | null
					{"type": "product", "product": {"id": "p"}}                           | null | null
					""")
	void mapsEveryInteractiveAnswer(String interactive, String text, String details) {
		JsonNode event = typed("interactive", interactive);

		assertThat(text(event, "text")).isEqualTo(text);
		assertThat(withoutNulls(event).path("details"))
			.isEqualTo((details != null) ? Mapping.json(details) : Mapping.json("{}").path("details"));
		assertThat(raw(event).get("interactive")).isEqualTo(Mapping.json(interactive));
	}

	@Test
	void mapsTheButtonOfATemplateWithItsPayloadAndWhatItAnswers() {
		assertThat(said(message("""
				"type": "button", "button": {"text": "Stop", "payload": "STOP"},
				"context": {"from": "15550783881", "id": "wamid.B"}"""))).isEqualTo(Mapping.json("""
				{"type": "button", "text": "Stop", "replyTo": "wamid.B", "details": {"payload": "STOP"}}"""));
	}

	@Test
	void readsTheNumbersOfAnOrderAsTextAndAsNumbers() {
		assertThat(said(typed("order", """
				{"catalog_id": 77, "text": "please", "product_items": [
				  {"product_retailer_id": "p1", "quantity": 2, "item_price": 9.5, "currency": "EUR"},
				  {"product_retailer_id": 22, "quantity": "3", "item_price": "0.25", "currency": "EUR"}]}""")))
			.isEqualTo(Mapping.json("""
					{"type": "order", "text": "please", "details": {"catalogId": "77", "orderItems": [
					  {"number": 0, "productId": "p1", "quantity": 2, "price": 9.5, "currency": "EUR"},
					  {"number": 1, "productId": "22", "quantity": 3, "price": 0.25, "currency": "EUR"}]}}"""));
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|',
			textBlock = """
					"type": "unsupported", "unsupported": {"type": "poll_creation"} | {"unsupportedType": "poll_creation"}
					"type": "unsupported", "errors": [{"code": 131051, "title": "Unknown"}] | {"errorCode": 131051, "errorTitle": "Unknown"}
					"type": "unknown", "errors": [{"code": "131060", "title": "Gone"}], "unsupported": {"type": "edit"} | {"errorCode": 131060, "errorTitle": "Gone", "unsupportedType": "edit"}
					"type": "unknown", "errors": [{"code": 131051, "title": "Unsupported", "details": "Not supported"}] | {"errorCode": 131051, "errorTitle": "Unsupported", "errorDetails": "Not supported"}
					"type": "unsupported", "errors": [{"code": 130501, "message": "m", "error_data": {"details": "d"}}], "unsupported": "view_once" | {"errorCode": 130501, "errorTitle": "m", "errorDetails": "d", "unsupportedType": "view_once"}
					"type": "unsupported", "errors": [{"code": 131060, "title": "t", "error_data": "d"}], "unsupported": null | {"errorCode": 131060, "errorTitle": "t"}
					"type": "image", "errors": [{"code": 131052, "title": "t", "error_data": {"details": "d"}}] | {"errorCode": 131052, "errorTitle": "t", "errorDetails": "d"}
					""")
	void saysWhyAMessageIsNotSupported(String fields, String details) {
		JsonNode event = message(fields);

		assertThat(withoutNulls(event.get("details"))).isEqualTo(Mapping.json(details));
		assertThat(raw(event)).isEqualTo(item(fields));
	}

	@Test
	void mapsARequestForWelcomeWhichHasNoBody() {
		JsonNode event = message("\"type\": \"request_welcome\"");
		JsonNode fromAd = message("\"type\": \"request_welcome\", \"referral\": {\"source_id\": \"ad1\"}");

		assertThat(said(event)).isEqualTo(Mapping.json("{\"type\": \"request_welcome\"}"));
		assertThat(fromAd.at("/ad/sourceId").asText()).isEqualTo("ad1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"type\": \"hologram\", \"hologram\": {\"z\": 1}", "\"type\": \"ephemeral\"" })
	void keepsTheRawJsonOfATypeThatItDoesNotKnow(String fields) {
		assertThat(raw(message(fields))).isEqualTo(item(fields));
	}

	@Test
	void callsAMessageWithoutATypeUnknown() {
		assertThat(text(message("\"hologram\": {}"), "type")).isEqualTo("unknown");
	}

	@Test
	void mapsAReaction() {
		JsonNode event = typed("reaction", "{\"message_id\": \"wamid.B\", \"emoji\": \"x\"}");

		assertThat(facts(event)).isEqualTo(Mapping.json("""
				{"channel": "whatsapp:123456789", "kind": "reaction", "id": "wamid.B", "contact": "wa:919900112233",
				 "emoji": "x", "at": 1760000000000}"""));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"message_id\": \"wamid.B\"}", "{\"message_id\": \"wamid.B\", \"emoji\": \"\"}",
			"{\"messsage_id\": \"wamid.B\", \"emoji\": null}" })
	void takesAReactionWithoutAnEmojiAsTakenBack(String reaction) {
		JsonNode event = typed("reaction", reaction);

		assertThat(text(event, "kind")).isEqualTo("reaction");
		assertThat(text(event, "id")).isEqualTo("wamid.B");
		assertThat(text(event, "emoji")).isNull();
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', nullValues = "null", textBlock = """
			{"type": "text", "text": {"body": "better"}, "context": {"id": "wamid.Z"}} | better
			{"type": "image", "image": {"id": "1", "caption": "better"}}               | better
			{"type": "audio", "audio": {"id": "1"}}                                    | null
			null                                                                       | null
			""")
	void mapsAnEdit(String edited, String text) {
		JsonNode event = typed("edit", "{\"original_message_id\": \"wamid.B\", \"message\": %s}".formatted(edited));

		assertThat(facts(event, "text")).isEqualTo(Mapping
			.json("""
					{"channel": "whatsapp:123456789", "kind": "edit", "id": "wamid.B", "editId": "wamid.A", "at": 1760000000000}"""));
		assertThat(text(event, "text")).isEqualTo(text);
	}

	@Test
	void mapsARevoke() {
		assertThat(facts(typed("revoke", "{\"original_message_id\": \"wamid.B\"}"))).isEqualTo(Mapping.json("""
				{"channel": "whatsapp:123456789", "kind": "revoke", "id": "wamid.B", "at": 1760000000000}"""));
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', nullValues = "null",
			textBlock = """
					{"from": "1", "id": "wamid.B"}                     | wamid.B | null
					{"from": "123456789", "id": "wamid.B"}             | wamid.B | null
					{"id": "wamid.B"}                                  | wamid.B | null
					{"forwarded": true}                                | null    | {"forwarded": true}
					{"frequently_forwarded": true, "forwarded": false} | null    | {"frequentlyForwarded": true, "forwarded": false}
					{"from": "1", "id": "wamid.B", "referred_product": {"catalog_id": "c", "product_retailer_id": "p"}} | wamid.B | {"catalogId": "c", "productId": "p"}
					""")
	void readsTheContext(String context, String replyTo, String details) {
		JsonNode event = message("\"type\": \"text\", \"text\": {\"body\": \"x\"}, \"context\": " + context);

		assertThat(text(event, "replyTo")).isEqualTo(replyTo);
		assertThat(withoutNulls(event).path("details"))
			.isEqualTo((details != null) ? Mapping.json(details) : Mapping.json("{}").path("details"));
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|',
			textBlock = """
					{"source_id": "ad1", "source_url": "https://example.com/a", "source_type": "ad", "headline": "H", "body": "B", "media_type": "image", "image_url": "https://example.com/i", "ctwa_clid": "click"} | {"sourceId": "ad1", "sourceUrl": "https://example.com/a", "sourceType": "ad", "headline": "H", "body": "B", "mediaUrl": "https://example.com/i", "clickId": "click"}
					{"source_id": 77, "source_type": "post", "video_url": "https://example.com/v", "thumbnail_url": "https://example.com/t"} | {"sourceId": "77", "sourceType": "post", "mediaUrl": "https://example.com/v"}
					{"source_url": "https://example.com/a", "welcome_message": {"text": "Hi"}} | {"sourceId": "https://example.com/a", "sourceUrl": "https://example.com/a"}
					""")
	void mapsTheAdThatAMessageCameFromWhateverItsType(String referral, String ad) {
		for (String body : List.of("\"type\": \"text\", \"text\": {\"body\": \"x\"}",
				"\"type\": \"image\", \"image\": {\"id\": \"1\"}",
				"\"type\": \"button\", \"button\": {\"text\": \"x\"}")) {
			JsonNode event = message(body + ", \"referral\": " + referral);

			assertThat(withoutNulls(event.get("ad"))).isEqualTo(Mapping.json(ad));
			assertThat(raw(event).get("referral")).isEqualTo(Mapping.json(referral));
		}
	}

	@Test
	void hasNoAdWhereTheReferralNamesNone() {
		JsonNode event = message("\"type\": \"text\", \"text\": {\"body\": \"x\"}, \"referral\": {\"body\": \"B\"}");

		assertThat(event.get("ad").isNull()).isTrue();
		assertThat(raw(event).at("/referral/body").asText()).isEqualTo("B");
	}

	@Test
	void namesTheGroupAndItsMemberWhoWrote() {
		JsonNode event = message("\"type\": \"text\", \"text\": {\"body\": \"x\"}, \"group_id\": \"Y2FwaQ==\"");

		assertThat(text(event, "contact")).isEqualTo("wa:919900112233");
		assertThat(event.at("/details/groupId").asText()).isEqualTo("Y2FwaQ==");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"group_id\": \"g\"", "\"context\": {\"forwarded\": true}",
			"\"context\": {\"from\": \"1\", \"id\": \"wamid.B\", \"referred_product\": {\"catalog_id\": \"1\"}}",
			"\"identity\": {\"acknowledged\": true, \"created_timestamp\": \"1\", \"hash\": \"h\"}", "\"errors\": []",
			"\"new_key\": 1" })
	void keepsTheRawJsonOfAMessageThatSaysMoreThanItsType(String more) {
		for (String body : List.of("\"type\": \"text\", \"text\": {\"body\": \"x\"}, ",
				"\"type\": \"image\", \"image\": {\"id\": \"1\"}, ")) {
			assertThat(raw(message(body + more))).isEqualTo(item(body + more));
		}
	}

	@Test
	void keepsTheRawJsonOfABodyThatSaysMoreThanItsFields() {
		assertThat(raw(typed("text", "{\"body\": \"x\", \"preview_url\": true}")).at("/text/preview_url").asBoolean())
			.isTrue();
		assertThat(raw(typed("image", "{\"id\": \"1\", \"new_key\": 7}")).at("/image/new_key").asInt()).isEqualTo(7);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"type\": \"text\", \"text\": {\"body\": \"x\"}",
			"\"type\": \"text\", \"text\": {\"body\": \"x\"}, \"context\": {\"from\": \"1\", \"id\": \"wamid.B\"}",
			"\"type\": \"text\", \"text\": {\"body\": \"x\"}, \"from_user_id\": \"IN.77\"",
			"\"type\": \"text\", \"text\": {\"body\": \"x\"}, \"from_user_id\": \"IN.77\", \"context\": {\"from\": \"1\", \"id\": \"wamid.B\"}",
			"\"type\": \"image\", \"image\": {\"id\": \"1\", \"mime_type\": \"image/png\", \"sha256\": \"h=\"}",
			"\"type\": \"audio\", \"audio\": {\"id\": \"1\", \"mime_type\": \"audio/ogg\", \"voice\": true}" })
	void keepsNoRawJsonWhereTheFieldsSayAll(String fields) {
		assertThat(text(message(fields), "raw")).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "\"1760000000\", 1760000000000", "1760000000, 1760000000000", "1760000000123, 1760000000123",
			"\"1760000000123\", 1760000000123" })
	void readsTimesInSecondsAndMillisecondsAsTextAndAsNumber(String timestamp, long millis) {
		JsonNode events = map(messages("", """
				{"from": "1", "id": "a", "timestamp": %s, "type": "text", "text": {"body": "x"}},
				{"from": "1", "id": "b", "timestamp": %s, "type": "reaction", "reaction": {"message_id": "a"}},
				{"from": "1", "id": "c", "timestamp": %s, "type": "revoke", "revoke": {"original_message_id": "a"}}"""
			.formatted(timestamp, timestamp, timestamp)));

		assertThat(events.at("/0/sentAt").asLong()).isEqualTo(millis);
		assertThat(events.at("/1/at").asLong()).isEqualTo(millis);
		assertThat(events.at("/2/at").asLong()).isEqualTo(millis);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"abc\"", "\"\"", "null", "{}", "[]", "true" })
	void hasNoTimeWhereThereIsNone(String timestamp) {
		assertThat(unchecked(messages("", """
				{"from": "1", "id": "a", "timestamp": %s, "type": "text", "text": {"body": "x"}}"""
			.formatted(timestamp))).at("/0/sentAt").isNull()).isTrue();
	}

	@Test
	void hasNoContactWhereNobodyIsNamedAndNoIdWhereThereIsNone() {
		JsonNode event = unchecked(
				messages("", "{\"timestamp\": \"1760000000\", \"type\": \"text\", \"text\": {\"body\": \"x\"}}"))
			.get(0);

		assertThat(event.get("contact").isNull()).isTrue();
		assertThat(event.get("id").isNull()).isTrue();
	}

	@Test
	void readsIdsThatAreNumbers() {
		JsonNode event = map(
				"""
						{"object": "whatsapp_business_account", "entry": [{"changes": [{"value": {
						  "metadata": {"phone_number_id": 12345678901234567890}, "contacts": [{"wa_id": 919900112233, "user_id": "IN.1"}],
						  "messages": [{"from": 919900112233, "id": 7, "timestamp": 1760000000, "type": "text", "text": {"body": "x"},
						    "context": {"id": 6}}]}}]}]}""")
			.get(0);

		assertThat(facts(event, "raw")).isEqualTo(Mapping.json("""
				{"channel": "whatsapp:12345678901234567890", "kind": "message", "id": "7", "contact": "bsuid:IN.1",
				 "phone": "919900112233", "also": [{"contact": "wa:919900112233", "why": "seen-together"}],
				 "type": "text", "text": "x", "replyTo": "6", "sentAt": 1760000000000}"""));
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', nullValues = "null",
			textBlock = """
					"from": "919900112233"                           | "wa_id": "919900112233"                                      | wa:919900112233 | 919900112233 | null
					"from": "919900112233"                           | null                                                         | wa:919900112233 | 919900112233 | null
					"from": "919900112233", "from_user_id": "IN.7"   | "wa_id": "919900112233", "user_id": "IN.7"                   | bsuid:IN.7 | 919900112233 | wa:919900112233
					"from": "919900112233", "from_user_id": "IN.7"   | null                                                         | bsuid:IN.7 | 919900112233 | wa:919900112233
					"from": "919900112233"                           | "wa_id": "919900112233", "user_id": "IN.7"                   | bsuid:IN.7 | 919900112233 | wa:919900112233
					"from_user_id": "IN.7"                           | "user_id": "IN.7"                                            | bsuid:IN.7 | null | null
					"from_user_id": "IN.7"                           | null                                                         | bsuid:IN.7 | null | null
					"from_user_id": "IN.7"                           | "wa_id": "919900112233", "user_id": "IN.7"                   | bsuid:IN.7 | 919900112233 | wa:919900112233
					"from": "", "from_user_id": "IN.7"               | "wa_id": "", "user_id": "IN.7"                               | bsuid:IN.7 | null | null
					"from_user_id": "IN.7", "from_parent_user_id": "IN.ENT.8" | "user_id": "IN.7", "parent_user_id": "IN.ENT.8"     | bsuid:IN.7 | null | bsuid:IN.ENT.8
					"from": "919900112233", "from_user_id": "IN.7"   | "wa_id": "919900112233", "user_id": "IN.7", "parent_user_id": "IN.ENT.8" | bsuid:IN.7 | 919900112233 | bsuid:IN.ENT.8 wa:919900112233
					"from": "US.1234"                                | "wa_id": "US.1234"                                           | bsuid:US.1234 | null | null
					"from": "US.1234", "from_user_id": "US.1234"     | "wa_id": "US.1234", "user_id": "US.1234"                     | bsuid:US.1234 | null | null
					""")
	void knowsAPersonByUserIdAndPhone(String sender, String contact, String known, String phone, String also) {
		for (String type : List.of("\"type\": \"text\", \"text\": {\"body\": \"x\"}",
				"\"type\": \"button\", \"button\": {\"text\": \"x\"}", "\"type\": \"unsupported\"")) {
			JsonNode event = map(messages(
					(contact != null) ? "\"contacts\": [{\"profile\": {\"name\": \"John\"}, %s}],".formatted(contact)
							: "",
					"{\"id\": \"wamid.A\", \"timestamp\": \"1760000000\", %s, %s}".formatted(sender, type)))
				.get(0);

			assertThat(text(event, "contact")).isEqualTo(known);
			assertThat(text(event, "phone")).isEqualTo(phone);
			assertThat(text(event, "name")).isEqualTo((contact != null) ? "John" : null);
			assertThatEach(event.get("also"), (other) -> text(other, "contact"))
				.containsExactly((also != null) ? also.split(" ") : new String[0]);
			assertThatEach(event.get("also"), (other) -> text(other, "why")).allMatch("seen-together"::equals);
		}
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', nullValues = "null",
			textBlock = """
					{"wa_id": "919911111111", "user_id": "IN.9", "profile": {"name": "Eve", "username": "eve"}}   | "from": "919900112233"
					{"wa_id": "919911111111", "profile": {"name": "Eve"}}                                         | "from": "919900112233", "from_user_id": "IN.7"
					{"user_id": "IN.9", "profile": {"name": "Eve"}}                                               | "from_user_id": "IN.7"
					{"user_id": "IN.9", "profile": {"name": "Eve"}}                                               | "from": "919900112233"
					{"wa_id": "919900112233", "user_id": "IN.9", "profile": {"name": "Eve"}}                      | "from": "919900112233", "from_user_id": "IN.7"
					{"wa_id": "15550783881", "profile": {"name": "Our shop"}}                                     | "from": "919900112233"
					{"profile": {"name": "Eve"}}                                                                  | "from": "919900112233"
					{"wa_id": "919911111111", "profile": {"name": "Eve"}}                                         | "from_parent_user_id": "IN.ENT.8"
					{"wa_id": "919900112233", "user_id": "IN.9", "profile": {"name": "Eve"}}, {"wa_id": "919900112233", "user_id": "IN.8", "profile": {"name": "Ida"}} | "from": "919900112233", "from_user_id": "IN.7"
					{"wa_id": "919900112233", "user_id": "IN.9", "profile": {"name": "Eve"}}, {"wa_id": "919900112233", "user_id": "IN.8", "profile": {"name": "Ida"}} | "from": "919900112233"
					""")
	void givesAWriterNeitherTheNameNorTheUserIdOfSomebodyElse(String contacts, String sender) {
		for (String type : List.of("\"type\": \"text\", \"text\": {\"body\": \"x\"}",
				"\"type\": \"image\", \"image\": {\"id\": \"1\"}",
				"\"type\": \"system\", \"system\": {\"type\": \"something_new\"}")) {
			JsonNode event = map(messages("\"contacts\": [%s],".formatted(contacts),
					"{\"id\": \"wamid.A\", \"timestamp\": \"1760000000\", %s, %s}".formatted(sender, type)))
				.get(0);

			assertThat(text(event, "name")).isNull();
			assertThat(text(event, "username")).isNull();
			assertThat(facts(event, "origin").toString()).doesNotContain("IN.9", "IN.8\"", "919911111111",
					"15550783881");
		}
	}

	@Test
	void givesEachWriterOfABatchOnlyTheirOwnName() {
		String text = """
				{"from": "%s", "id": "%s", "timestamp": "1760000000", "type": "text", "text": {"body": "x"}}""";
		String batch = "%s, %s, %s".formatted(text.formatted("1555", "a"), text.formatted("1666", "b"),
				text.formatted("1555", "c"));

		JsonNode one = map(messages("\"contacts\": [{\"wa_id\": \"1666\", \"profile\": {\"name\": \"Two\"}}],", batch));
		JsonNode same = map(messages("""
				"contacts": [{"wa_id": "1555", "user_id": "US.1", "profile": {"name": "One"}},
				             {"wa_id": "1555", "user_id": "US.2", "profile": {"name": "Other"}}],""", """
				{"from": "1555", "from_user_id": "US.2", "id": "a", "timestamp": "1760000000", "type": "text",
				 "text": {"body": "x"}},
				{"from": "1555", "from_user_id": "US.1", "id": "b", "timestamp": "1760000000", "type": "text",
				 "text": {"body": "x"}}"""));

		assertThatEach(one, (event) -> text(event, "name")).containsExactly(null, "Two", null);
		assertThatEach(same, (event) -> text(event, "name")).containsExactly("Other", "One");
		assertThatEach(same, (event) -> text(event, "contact")).containsExactly("bsuid:US.2", "bsuid:US.1");
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|',
			textBlock = """
					messages         | "statuses": [{"id": "a", "status": "read", "timestamp": "1760000000", "recipient_id": "1555"}]
					messages         | "statuses": [{"id": "a", "status": "read", "timestamp": "1760000000", "recipient_type": "group", "recipient_id": "1666", "recipient_participant_id": "1555"}]
					smb_message_echoes | "message_echoes": [{"to": "1555", "id": "a", "timestamp": "1760000000", "type": "text", "text": {"body": "x"}}]
					history          | "history": [{"threads": [{"id": "1666", "context": {"user_id": "US.6", "username": "zoe"}, "messages": [{"from": "1555", "id": "a", "timestamp": "1760000000", "type": "text", "text": {"body": "x"}}]}]}]
					calls            | "calls": [{"id": "a", "event": "connect", "direction": "BUSINESS_INITIATED", "from": "1666", "to": "1555", "timestamp": "1760000000"}]
					calls            | "calls": [{"id": "a", "event": "connect", "direction": "USER_INITIATED", "from": "1555", "to": "1666", "timestamp": "1760000000"}]
					user_preferences | "user_preferences": [{"wa_id": "1555", "category": "marketing_messages", "value": "stop", "timestamp": 1760000000}]
					""")
	void takesNothingFromAContactThatIsSomebodyElses(String field, String fields) {
		JsonNode events = map(delivery(field, value(
				"\"contacts\": [{\"wa_id\": \"1666\", \"user_id\": \"US.6\", \"profile\": {\"name\": \"Zoe\", \"username\": \"zoe\"}}], "
						+ fields)));

		for (JsonNode event : events) {
			assertThat(text(event, "contact")).isEqualTo("wa:1555");
			assertThat(facts(event, "raw", "groupId").toString()).doesNotContain("Zoe", "zoe", "US.6", "1666");
		}
	}

	@ParameterizedTest
	@CsvSource(nullValues = "null", textBlock = """
			551188887777,  5511988887777
			5511988887777, null
			551133334444,  null
			551173334444,  5511973334444
			5215512345678, 525512345678
			525512345678,  null
			5491123456789, 541123456789
			541123456789,  null
			34611223344,   null
			5511888877,    null
			521551234567,  null
			15551234567,   null
			""")
	void knowsTheOtherWayToWriteANumber(String number, String variant) {
		JsonNode inbound = map(messages("", """
				{"from": "%s", "id": "a", "timestamp": "1760000000", "type": "text", "text": {"body": "x"}}"""
			.formatted(number))).get(0);
		JsonNode status = status("\"status\": \"sent\", \"recipient_id\": \"%s\"".formatted(number));
		JsonNode echo = echo("\"to\": \"%s\", \"type\": \"text\", \"text\": {\"body\": \"x\"}".formatted(number));

		for (JsonNode event : List.of(inbound, status, echo)) {
			assertThat(text(event, "contact")).isEqualTo("wa:" + number);
			assertThat(withoutNulls(event).path("also")).isEqualTo((variant != null)
					? Mapping.json("[{\"contact\": \"wa:%s\", \"why\": \"phone-variant\"}]".formatted(variant))
					: Mapping.json("{}").path("also"));
		}
	}

	@ParameterizedTest
	@CsvSource({ "551188887777, 5511988887777", "5511988887777, 551188887777", "5215512345678, 525512345678",
			"525512345678, 5215512345678", "5491123456789, 541123456789", "541123456789, 5491123456789" })
	void findsAContactUnderTheOtherWayToWriteItsNumber(String from, String waId) {
		JsonNode event = map(messages(
				"""
						"contacts": [{"wa_id": "1", "user_id": "US.1"}, {"wa_id": "%s", "user_id": "XX.7", "profile": {"name": "Ana"}}],"""
					.formatted(waId),
				"""
						{"from": "%s", "id": "a", "timestamp": "1760000000", "type": "text", "text": {"body": "x"}}"""
					.formatted(from)))
			.get(0);

		assertThat(text(event, "contact")).isEqualTo("bsuid:XX.7");
		assertThat(text(event, "name")).isEqualTo("Ana");
		assertThatEach(event.get("also"), (other) -> text(other, "contact")).containsExactly("wa:" + from,
				"wa:" + waId);
	}

	@Test
	void findsTheNamesByIdAndNotByPosition() {
		JsonNode events = map(messages(
				"""
						"contacts": [{"wa_id": "2", "profile": {"name": "Two"}}, {"user_id": "IN.3", "profile": {"name": "Three", "username": "@three"}},
						             {"wa_id": "1", "profile": {"name": ""}}, {"wa_id": "5"}, 7, null, {"user_id": {}}],""",
				"""
						{"from": "1", "id": "a", "timestamp": "1760000000", "type": "text", "text": {"body": "x"}},
						{"from": "2", "id": "b", "timestamp": "1760000000", "type": "text", "text": {"body": "x"}},
						{"from_user_id": "IN.3", "id": "c", "timestamp": "1760000000", "type": "text", "text": {"body": "x"}},
						{"from": "4", "id": "d", "timestamp": "1760000000", "type": "text", "text": {"body": "x"}},
						{"from": "5", "id": "e", "timestamp": "1760000000", "type": "text", "text": {"body": "x"}}"""));

		assertThatEach(events, (event) -> text(event, "name")).containsExactly(null, "Two", "Three", null, null);
		assertThatEach(events, (event) -> text(event, "username")).containsExactly(null, null, "three", null, null);
		assertThat(events.at("/1/origin/entry/0/changes/0/value/contacts"))
			.isEqualTo(Mapping.json("[{\"wa_id\": \"2\", \"profile\": {\"name\": \"Two\"}}]"));
		assertThat(events.at("/3/origin/entry/0/changes/0/value/contacts")).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', nullValues = "null",
			textBlock = """
					"from": "1555" | "type": "user_changed_number", "wa_id": "1666"                           | wa:1555 | wa:1666 number-changed | 1666
					"from": "1555" | "type": "customer_changed_number", "new_wa_id": "1666", "customer": "1555" | wa:1555 | wa:1666 number-changed | 1666
					"from": "1555" | "type": "user_changed_number", "wa_id": "1666", "previous_user_id": "US.1", "user_id": "US.2" | bsuid:US.1 | wa:1555 seen-together, bsuid:US.2 number-changed, wa:1666 number-changed | 1666
					"from": "1555", "from_user_id": "US.2" | "type": "user_changed_number", "wa_id": "1666", "user_id": "US.2" | wa:1555 | bsuid:US.2 number-changed, wa:1666 number-changed | 1666
					"from": "1555", "from_user_id": "US.1" | "type": "user_changed_number", "wa_id": "1666", "user_id": "US.2" | bsuid:US.1 | wa:1555 seen-together, bsuid:US.2 number-changed, wa:1666 number-changed | 1666
					"from": "1555" | "type": "customer_identity_changed", "identity": "h"                     | wa:1555 | null | 1555
					"from": "1555" | "type": "user_identity_changed", "wa_id": "1555", "user_id": "US.1"      | wa:1555 | bsuid:US.1 seen-together | 1555
					"from_user_id": "US.1" | "type": "user_changed_user_id", "user_id": "US.2"                | bsuid:US.1 | bsuid:US.2 user-id-changed | null
					"group_id": "g" | "type": "user_changed_user_id", "user_id": "US.2", "previous_user_id": "US.1", "parent_user_id": "US.ENT.2", "previous_parent_user_id": "US.ENT.1" | bsuid:US.1 | bsuid:US.ENT.1 seen-together, bsuid:US.2 user-id-changed, bsuid:US.ENT.2 user-id-changed | null
					"from_user_id": "US.1", "from_parent_user_id": "US.ENT.1" | "type": "user_changed_user_id", "user_id": "US.2", "parent_user_id": "US.ENT.1" | bsuid:US.1 | bsuid:US.2 user-id-changed, bsuid:US.ENT.1 user-id-changed | null
					"group_id": "g" | "type": "user_changed_user_id", "user_id": "US.2"                       | bsuid:US.2 | null | null
					"from": "1555" | "type": "something_new"                                                  | wa:1555 | null | 1555
					""")
	void knowsAPersonWhoseNumberOrUserIdChangedByTheOldOne(String sender, String system, String contact, String also,
			String phone) {
		JsonNode event = map(messages("",
				"""
						{%s, "id": "a", "timestamp": "1760000000", "type": "system", "system": {"body": "User X changed", %s}}"""
					.formatted(sender, system)))
			.get(0);

		assertThat(text(event, "kind")).isEqualTo("message");
		assertThat(text(event, "text")).isEqualTo("User X changed");
		assertThat(event.at("/details/systemType")).isEqualTo(Mapping.json("{%s}".formatted(system)).get("type"));
		assertThat(text(event, "contact")).isEqualTo(contact);
		assertThat(text(event, "phone")).isEqualTo(phone);
		assertThatEach(event.get("also"), (other) -> text(other, "contact") + " " + text(other, "why"))
			.containsExactly((also != null) ? also.split(", ") : new String[0]);
		assertThat(raw(event).get("system").get("body").asText()).isEqualTo("User X changed");
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', nullValues = "null",
			textBlock = """
					"from": "1555" | "type": "user_changed_number", "wa_id": "1666"                           | wa:1555
					"from": "1555", "from_user_id": "US.1" | "type": "user_changed_number", "wa_id": "1666", "user_id": "US.2" | wa:1555
					"from": "551187654321" | "type": "user_changed_number", "wa_id": "552187654321" | wa:551187654321 wa:5511987654321
					"from": "551187654321" | "type": "user_changed_number", "wa_id": "5511987654321" | null
					"from": "1555" | "type": "user_changed_number"                                            | null
					"from": "1555" | "type": "user_identity_changed", "wa_id": "1555", "user_id": "US.1"      | null
					"from_user_id": "US.1" | "type": "user_changed_user_id", "user_id": "US.2"                | null
					"from": "1555" | "type": "user_changed_user_id", "user_id": "US.2", "previous_user_id": "US.1" | null
					""")
	void tellsWhichNumberAPersonHasLeft(String sender, String system, String left) {
		JsonNode event = map(messages("",
				"""
						{%s, "id": "a", "timestamp": "1760000000", "type": "system", "system": {"body": "User X changed", %s}}"""
					.formatted(sender, system)))
			.get(0);

		assertThatEach(event.get("left"), JsonNode::asText)
			.containsExactly((left != null) ? left.split(" ") : new String[0]);
	}

	@Test
	void takesTheNameFromTheContactsOfAChangedIdentity() {
		JsonNode event = message("""
				"type": "system", "system": {"body": "x", "type": "user_identity_changed"},
				"identity": {"acknowledged": false, "created_timestamp": "1760000000", "hash": "h"}""");

		assertThat(text(event, "name")).isEqualTo("John");
		assertThat(raw(event).at("/identity/hash").asText()).isEqualTo("h");
	}

	@ParameterizedTest
	@CsvSource({ "sent, sent", "delivered, delivered", "read, read", "played, played", "failed, failed",
			"accepted, accepted", "READ, read", "Delivered, delivered" })
	void mapsEveryStatus(String word, String status) {
		assertThat(facts(status("\"status\": \"%s\", \"recipient_id\": \"1555\"".formatted(word)))).isEqualTo(Mapping
			.json("""
					{"channel": "whatsapp:123456789", "kind": "status", "id": "wamid.A", "status": "%s", "at": 1760000000000,
					 "contact": "wa:1555"}"""
				.formatted(status)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"status\": \"warning\"", "\"status\": \"deleted\"", "\"status\": \"\"", "\"other\": 1" })
	void doesNotKnowAStatusOfAnotherWord(String fields) {
		assertThat(facts(status(fields))).isEqualTo(Mapping
			.json("""
					{"channel": "whatsapp:123456789", "kind": "unknown", "fault": "a status that the mapping does not know"}"""));
	}

	@ParameterizedTest
	@ValueSource(strings = {
			"\"statuses\": [{\"id\": \"a\", \"status\": \"read\", \"timestamp\": \"1760000000\", \"z\": 1}]",
			"\"messages\": [{\"from\": \"1555\", \"id\": \"b\", \"timestamp\": \"1760000000\", \"type\": \"reaction\", \"reaction\": {\"message_id\": \"a\", \"emoji\": \"x\"}, \"z\": 1}]",
			"\"messages\": [{\"from\": \"1555\", \"id\": \"b\", \"timestamp\": \"1760000000\", \"type\": \"revoke\", \"revoke\": {\"original_message_id\": \"a\"}, \"z\": 1}]",
			"\"message_echoes\": [{\"to\": \"1555\", \"id\": \"b\", \"timestamp\": \"1760000000\", \"type\": \"edit\", \"edit\": {\"original_message_id\": \"a\", \"message\": {\"type\": \"text\", \"text\": {\"body\": \"x\"}}}, \"z\": 1}]" })
	void holdsTheKeysOfAnItemThatItDoesNotKnow(String items) {
		JsonNode events = map("""
				{"object": "whatsapp_business_account", "entry": [{"id": "104", "changes": [{"field": "messages",
				  "value": {"messaging_product": "whatsapp", "metadata": {"phone_number_id": "7"}, %s}}]}]}"""
			.formatted(items));

		assertThat(events).hasSize(2);
		assertThat(events.at("/0/kind").asText()).isNotEqualTo("unknown");
		assertThat(events.at("/1/kind").asText()).isEqualTo("unknown");
		assertThat(events.at("/1/origin").toString()).contains("\"z\":1");
	}

	@Test
	void saysWhyAStatusFailed() {
		JsonNode event = status("""
				"status": "failed", "recipient_id": "1555", "biz_opaque_callback_data": "ours",
				"errors": [{"code": 131047, "title": "Re-engagement", "error_data": {"details": "24 h"}}]""");

		assertThat(facts(event)).isEqualTo(Mapping
			.json("""
					{"channel": "whatsapp:123456789", "kind": "status", "id": "wamid.A", "status": "failed", "at": 1760000000000,
					 "contact": "wa:1555", "errorCode": 131047, "errorTitle": "Re-engagement", "errorDetails": "24 h",
					 "callbackData": "ours"}"""));
	}

	@ParameterizedTest
	@ValueSource(strings = {
			"\"conversation\": {\"id\": \"c\", \"origin\": {\"type\": \"service\"}}, \"pricing\": {\"billable\": true, \"pricing_model\": \"PMP\", \"type\": \"regular\", \"category\": \"utility\"}",
			"\"conversation\": {\"id\": \"c\", \"pricing\": {\"billable\": true, \"pricing_model\": \"PMP\", \"category\": \"utility\"}}" })
	void readsThePricingInBothPlaces(String pricing) {
		JsonNode event = status("\"status\": \"sent\", \"recipient_id\": \"1555\", " + pricing);

		assertThat(text(event, "pricingCategory")).isEqualTo("utility");
		assertThat(text(event, "pricingModel")).isEqualTo("PMP");
		assertThat(event.get("billable").booleanValue()).isTrue();
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', nullValues = "null",
			textBlock = """
					"recipient_participant_id": "1555"                                              | wa:1555    | null
					"participant_recipient_id": "1555"                                              | wa:1555    | null
					"recipient_participant_id": "1555", "recipient_participant_user_id": "US.1"     | bsuid:US.1 | wa:1555
					"recipient_participant_user_id": "US.1", "recipient_participant_parent_user_id": "US.ENT.1" | bsuid:US.1 | bsuid:US.ENT.1
					"recipient_logical_id": "l"                                                     | null       | null
					""")
	void knowsTheGroupAndTheMemberOfAStatus(String member, String contact, String also) {
		JsonNode event = status(
				"\"status\": \"read\", \"recipient_type\": \"group\", \"recipient_id\": \"Y2Fw=\", " + member);

		assertThat(text(event, "groupId")).isEqualTo("Y2Fw=");
		assertThat(text(event, "contact")).isEqualTo(contact);
		assertThatEach(event.get("also"), (other) -> text(other, "contact"))
			.containsExactly((also != null) ? also.split(" ") : new String[0]);
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', nullValues = "null",
			textBlock = """
					"recipient_logical_id": "l"                                                        | null       | null
					"recipient_user_id": "US.1"                                                        | bsuid:US.1 | null
					"recipient_id": "1555", "recipient_user_id": "US.1"                                | bsuid:US.1 | wa:1555
					"recipient_user_id": "US.1", "recipient_parent_user_id": "US.ENT.1"                | bsuid:US.1 | bsuid:US.ENT.1
					"recipient_id": "US.1", "recipient_identity_key_hash": "h"                         | bsuid:US.1 | null
					""")
	void knowsWhomAStatusIsAboutWhenThePlatformTells(String recipient, String contact, String also) {
		JsonNode event = status("\"status\": \"read\", " + recipient);

		assertThat(text(event, "kind")).isEqualTo("status");
		assertThat(text(event, "contact")).isEqualTo(contact);
		assertThatEach(event.get("also"), (other) -> text(other, "contact"))
			.containsExactly((also != null) ? also.split(" ") : new String[0]);
	}

	@Test
	void findsWhomAStatusIsAboutAmongTheContacts() {
		JsonNode events = map(delivery("messages",
				value("""
						"contacts": [{"wa_id": "1", "user_id": "IN.1"}, {"wa_id": "2", "user_id": "IN.2"}, {"wa_id": "3", "user_id": "IN.3"}],
						"statuses": [
						  {"id": "a", "status": "read", "timestamp": "1760000000", "recipient_id": "2"},
						  {"id": "a", "status": "delivered", "timestamp": "1760000000", "recipient_user_id": "IN.1"},
						  {"id": "a", "status": "read", "timestamp": "1760000000", "recipient_type": "group", "recipient_id": "g",
						   "participant_recipient_id": "3"}]""")));

		assertThatEach(events, (event) -> text(event, "contact")).containsExactly("bsuid:IN.2", "bsuid:IN.1",
				"bsuid:IN.3");
		assertThatEach(events, (event) -> text(event.at("/also/0"), "contact")).containsExactly("wa:2", "wa:1", "wa:3");
		assertThat(events.at("/0/origin/entry/0/changes/0/value/contacts"))
			.isEqualTo(Mapping.json("[{\"wa_id\": \"2\", \"user_id\": \"IN.2\"}]"));
	}

	@ParameterizedTest
	@CsvSource({ "messages, payment, captured", "calls, call, RINGING", "calls, call, ACCEPTED",
			"calls, call, REJECTED" })
	void keepsTheStatusesOfPaymentsAndCallsApart(String field, String type, String word) {
		JsonNode event = map(delivery(field,
				value("""
						"statuses": [{"id": "wacid.A", "type": "%s", "status": "%s", "timestamp": "1760000000", "recipient_id": "1555"}]"""
					.formatted(type, word))))
			.get(0);

		assertThat(facts(event, "raw")).isEqualTo(Mapping.json("""
				{"channel": "whatsapp:123456789", "kind": "channel-event", "type": "%s_status", "status": "%s",
				 "itemId": "wacid.A", "contact": "wa:1555", "at": 1760000000000}""".formatted(type, word)));
		assertThat(raw(event).get("type").asText()).isEqualTo(type);
	}

	@ParameterizedTest
	@ValueSource(strings = { "message_echoes", "smb_message_echoes" })
	void mapsWhatTheBusinessWroteElsewhereToAnEcho(String field) {
		JsonNode event = map(delivery(field, value("""
				"message_echoes": [{"from": "15550783881", "to": "1555", "to_user_id": "US.1", "id": "wamid.A",
				  "timestamp": "1760000000", "type": "text", "text": {"body": "Hi"}}]"""))).get(0);

		assertThat(facts(event)).isEqualTo(Mapping
			.json("""
					{"channel": "whatsapp:123456789", "kind": "echo", "id": "wamid.A", "contact": "bsuid:US.1", "phone": "1555",
					 "also": [{"contact": "wa:1555", "why": "seen-together"}], "type": "text", "text": "Hi", "sentAt": 1760000000000}"""));
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', nullValues = "null", textBlock = """
			"to": "1555"                                             | wa:1555    | null
			"to_user_id": "US.1"                                     | bsuid:US.1 | null
			"to_user_id": "US.1", "to_parent_user_id": "US.ENT.1"    | bsuid:US.1 | bsuid:US.ENT.1
			"to": "US.1"                                             | bsuid:US.1 | null
			""")
	void knowsWhomAnEchoWentTo(String receiver, String contact, String also) {
		JsonNode event = echo(receiver + ", \"type\": \"image\", \"image\": {\"id\": \"1\", \"caption\": \"c\"}");

		assertThat(text(event, "contact")).isEqualTo(contact);
		assertThat(text(event, "text")).isEqualTo("c");
		assertThat(event.at("/attachments/0/mediaId").asText()).isEqualTo("1");
		assertThatEach(event.get("also"), (other) -> text(other, "contact"))
			.containsExactly((also != null) ? also.split(" ") : new String[0]);
	}

	@Test
	void namesWhomAnEchoWentToOnlyWithTheirOwnContact() {
		String echoes = """
				"contacts": [{"wa_id": "%s", "user_id": "US.1", "profile": {"name": "Ann"}}], "message_echoes": [
				  {"from": "15550783881", "to": "1555", "id": "a", "timestamp": "1760000000", "type": "text", "text": {"body": "x"}}]""";
		JsonNode own = map(delivery("smb_message_echoes", value(echoes.formatted("1555")))).get(0);
		JsonNode other = map(delivery("smb_message_echoes", value(echoes.formatted("15550783881")))).get(0);

		assertThat(text(own, "name")).isEqualTo("Ann");
		assertThat(text(own, "contact")).isEqualTo("bsuid:US.1");
		assertThat(text(other, "name")).isNull();
		assertThat(text(other, "contact")).isEqualTo("wa:1555");
	}

	@Test
	void mapsWhatTheBusinessDidToAMessage() {
		JsonNode edit = echo("""
				"to": "1555", "type": "edit", "edit": {"original_message_id": "wamid.B",
				  "message": {"type": "text", "text": {"body": "better"}}}""");
		JsonNode revoke = echo(
				"\"to\": \"1555\", \"type\": \"revoke\", \"revoke\": {\"original_message_id\": \"wamid.B\"}");
		JsonNode reaction = echo("""
				"to": "1555", "type": "reaction", "reaction": {"message_id": "wamid.B", "emoji": "x"}""");

		assertThat(facts(edit)).isEqualTo(Mapping
			.json("""
					{"channel": "whatsapp:123456789", "kind": "edit", "id": "wamid.B", "editId": "wamid.A", "text": "better",
					 "at": 1760000000000}"""));
		assertThat(facts(revoke)).isEqualTo(Mapping.json("""
				{"channel": "whatsapp:123456789", "kind": "revoke", "id": "wamid.B", "at": 1760000000000}"""));
		assertThat(facts(reaction)).isEqualTo(Mapping
			.json("""
					{"channel": "whatsapp:123456789", "kind": "reaction", "id": "wamid.B", "emoji": "x", "at": 1760000000000}"""));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"group_id\": \"g\"", "\"group_id\": \"g\", \"to\": \"g\"",
			"\"recipient_type\": \"group\", \"to\": \"g\"" })
	void holdsAnEchoToAGroupWhichHasNoSinglePerson(String receiver) {
		assertThat(facts(echo(receiver + ", \"type\": \"text\", \"text\": {\"body\": \"x\"}"))).isEqualTo(Mapping
			.json("""
					{"channel": "whatsapp:123456789", "kind": "unknown", "fault": "a message of the business to a group"}"""));
	}

	@Test
	void knowsTheGroupOfAnEchoToOneOfItsMembers() {
		JsonNode event = echo("\"group_id\": \"g\", \"to\": \"1555\", \"type\": \"text\", \"text\": {\"body\": \"x\"}");

		assertThat(text(event, "contact")).isEqualTo("wa:1555");
		assertThat(event.at("/details/groupId").asText()).isEqualTo("g");
	}

	@Test
	void mapsTheThreadsOfTheHistory() {
		JsonNode events = map(delivery("history",
				value("""
						"history": [{"metadata": {"phase": 1, "chunk_order": 2, "progress": 50}, "threads": [
						  {"id": "1555", "context": {"user_id": "US.1", "username": "@ann", "wa_id": "1555"}, "messages": [
						    {"from": "1555", "id": "a", "timestamp": "1750000000", "type": "text", "text": {"body": "in"},
						     "history_context": {"status": "READ"}},
						    {"from": "15550783881", "to": "1555", "id": "b", "timestamp": "1750000001", "type": "text", "text": {"body": "out"},
						     "history_context": {"status": "PLAYED"}}]},
						  {"id": "1666", "messages": [
						    {"from": "+1 (555) 078-3881", "id": "c", "timestamp": "1750000002", "type": "media_placeholder",
						     "history_context": {"status": "ERROR"}},
						    {"from": "1666", "id": "d", "timestamp": "1750000003", "type": "media_placeholder"}]}]}]""")));

		assertThatEach(events, (event) -> text(event, "kind") + " " + text(event, "id") + " " + text(event, "contact"))
			.containsExactly("message a bsuid:US.1", "echo b bsuid:US.1", "status b bsuid:US.1", "echo c wa:1666",
					"status c wa:1666", "message d wa:1666");
		assertThatEach(events, (event) -> text(event, "status")).containsExactly(null, null, "played", null, "failed",
				null);
		assertThatEach(events, (event) -> text(event, "username")).containsExactly("ann", "ann", null, null, null,
				null);
		assertThat(events.get(2).has("at")).isFalse();
		assertThat(events.get(5).get("raw").isNull()).isTrue();
		assertThat(text(events.get(5), "type")).isEqualTo("media_placeholder");
		assertThat(raw(events.get(0)).at("/history_context/status").asText()).isEqualTo("READ");
		assertThat(events.at("/3/origin/entry/0/changes/0/value/history")).isEqualTo(Mapping.json("""
				[{"metadata": {"phase": 1, "chunk_order": 2, "progress": 50}, "threads": [{"id": "1666", "messages": [
				  {"from": "+1 (555) 078-3881", "id": "c", "timestamp": "1750000002", "type": "media_placeholder",
				   "history_context": {"status": "ERROR"}}]}]}]"""));
	}

	@ParameterizedTest
	@CsvSource({ "SENT, sent", "DELIVERED, delivered", "READ, read", "PLAYED, played", "ERROR, failed" })
	void mapsTheStatusOfAnOldMessage(String word, String status) {
		JsonNode events = map(thread("\"id\": \"1555\"", """
				"from": "15550783881", "history_context": {"status": "%s"}""".formatted(word)));

		assertThatEach(events, (event) -> text(event, "kind")).containsExactly("echo", "status");
		assertThat(text(events.get(1), "status")).isEqualTo(status);
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', nullValues = "null",
			textBlock = """
					"id": "1555"                                      | "from": "1555"                             | message | wa:1555 | null
					"id": "1555"                                      | "from": "1555", "to": "15550783881"        | message | wa:1555 | null
					"id": "1555"                                      | "from": "15550783881"                      | echo    | wa:1555 | null
					"id": "1555"                                      | "from": "15550783881", "history_context": {"status": "PENDING"} | echo | wa:1555 | null
					"id": "1555"                                      | "from": "16660000000", "to": "1555"        | echo    | wa:1555 | null
					"context": {"user_id": "US.1"}                    | "from_user_id": "US.1"                     | message | bsuid:US.1 | null
					"context": {"user_id": "US.1"}                    | "from": "15550783881", "to_user_id": "US.1" | echo   | bsuid:US.1 | null
					"context": {"user_id": "US.1"}                    | "from": "15550783881"                      | echo    | bsuid:US.1 | null
					"context": {"wa_id": "1555", "user_id": "US.1", "parent_user_id": "US.ENT.1"} | "from": "15550783881", "to": "1555" | echo | bsuid:US.1 | bsuid:US.ENT.1 wa:1555
					"id": "1555", "context": {"user_id": "US.1"}      | "from": "1555"                             | message | bsuid:US.1 | wa:1555
					"context": {"user_id": "US.1"}                    | "from": "1555"                             | message | bsuid:US.1 | wa:1555
					"id": "5511988887777"                             | "from": "551188887777"                     | message | wa:551188887777 | wa:5511988887777
					""")
	void knowsWhoWroteAnOldMessageAndWithWhom(String thread, String message, String kind, String contact, String also) {
		JsonNode event = map(thread(thread, message)).get(0);

		assertThat(text(event, "kind")).isEqualTo(kind);
		assertThat(text(event, "contact")).isEqualTo(contact);
		assertThatEach(event.get("also"), (other) -> text(other, "contact"))
			.containsExactly((also != null) ? also.split(" ") : new String[0]);
	}

	@Test
	void takesWhatNamesAReceiverForTheBusinessesWhereTheOwnNumberIsNotTold() {
		JsonNode events = map(
				"""
						{"object": "whatsapp_business_account", "entry": [{"id": "104", "changes": [{"field": "history", "value": {
						  "metadata": {"phone_number_id": "7"}, "history": [{"threads": [{"id": "1555", "messages": [
						    {"from": "1777", "to": "1555", "id": "a", "timestamp": "1750000000", "type": "text", "text": {"body": "x"}},
						    {"from": "1555", "id": "b", "timestamp": "1750000000", "type": "text", "text": {"body": "x"}},
						    {"from_user_id": "US.1", "id": "c", "timestamp": "1750000000", "type": "text", "text": {"body": "x"}}]}]}]}}]}]}""");

		assertThatEach(events, (event) -> text(event, "kind")).containsExactly("echo", "message", "message");
	}

	@Test
	void mapsTheMediaThatFollowTheHistory() {
		JsonNode events = map(delivery("history",
				value("""
						"contacts": [{"wa_id": "1555", "profile": {"name": "Ann"}}],
						"messages": [
						  {"from": "1555", "id": "a", "timestamp": "1750000000", "type": "image", "image": {"id": "1"}},
						  {"from": "15550783881", "to": "1555", "id": "b", "timestamp": "1750000001", "type": "image", "image": {"id": "2"}},
						  {"from": "15550783881", "id": "c", "timestamp": "1750000002", "type": "image", "image": {"id": "3"}}]""")));

		assertThatEach(events, (event) -> text(event, "kind")).containsExactly("message", "echo", "echo");
		assertThatEach(events, (event) -> text(event, "contact")).containsExactly("wa:1555", "wa:1555", "wa:1555");
		assertThatEach(events, (event) -> text(event.at("/attachments/0"), "mediaId")).containsExactly("1", "2", "3");
	}

	@Test
	void keepsThatTheBusinessDeclinedToShareItsHistory() {
		JsonNode event = map(delivery("history",
				value("""
						"history": [{"errors": [{"code": 2593109, "title": "History sharing is turned off", "message": "m"}]}]""")))
			.get(0);
		JsonNode bare = map(delivery("history", "{\"history\": [{\"errors\": [{\"code\": 2593109}]}]}")).get(0);

		assertThat(facts(event, "raw")).isEqualTo(Mapping.json("""
				{"channel": "whatsapp:123456789", "kind": "channel-event", "type": "history", "status": "2593109",
				 "text": "History sharing is turned off"}"""));
		assertThat(raw(event).at("/errors/0/message").asText()).isEqualTo("m");
		assertThat(text(bare, "fault")).isEqualTo("an event of a number that it does not name");
	}

	@Test
	void keepsTheProgressOfAHistoryWithoutThreadsAndTheErrorBesideThreads() {
		JsonNode progress = map(delivery("history", value("\"history\": [{\"metadata\": {\"progress\": 100}}]")))
			.get(0);
		JsonNode both = map(delivery("history",
				value("""
						"history": [{"errors": [{"code": 1}], "threads": [{"id": "1555", "messages": [
						  {"from": "1555", "id": "a", "timestamp": "1750000000", "type": "text", "text": {"body": "x"}}]}]}]""")));

		assertThat(raw(progress)).isEqualTo(Mapping.json("{\"metadata\": {\"progress\": 100}}"));
		assertThatEach(both, (event) -> text(event, "kind")).containsExactly("message", "channel-event");
		assertThat(raw(both.get(1))).isEqualTo(Mapping.json("{\"errors\": [{\"code\": 1}]}"));
	}

	@Test
	void mapsTheEchoesBesideTheHistory() {
		JsonNode events = map(delivery("history",
				value("""
						"history": [{"threads": [{"id": "1555", "messages": [
						  {"from": "1555", "id": "a", "timestamp": "1750000000", "type": "text", "text": {"body": "x"}}]}]}],
						"message_echoes": [
						  {"from": "15550783881", "to": "1555", "id": "b", "timestamp": "1750000000", "type": "text", "text": {"body": "x"}}]""")));

		assertThatEach(events, (event) -> text(event, "kind") + " " + text(event, "id")).containsExactly("echo b",
				"message a");
	}

	@Test
	void mapsWhatTheBusinessesTelephoneKnowsOfAPerson() {
		JsonNode events = map(delivery("smb_app_state_sync",
				value("""
						"state_sync": [
						  {"type": "contact", "action": "add", "metadata": {"timestamp": "1760000000"},
						   "contact": {"phone_number": "+1 555", "full_name": "Ann B", "first_name": "Ann", "user_id": "US.1", "username": "@ann"}},
						  {"type": "contact", "action": "add", "contact": {"phone_number": "1556", "full_name": "", "first_name": "Eve"}},
						  {"type": "contact", "action": "remove", "metadata": {"timestamp": "1760000001"}, "contact": {"phone_number": "1555"}},
						  {"type": "label", "action": "add", "metadata": {"timestamp": "1760000002"}}]""")));

		assertThat(facts(events.get(0))).isEqualTo(Mapping
			.json("""
					{"channel": "whatsapp:123456789", "kind": "contact", "contact": "bsuid:US.1", "phone": "1555", "name": "Ann B",
					 "username": "ann", "also": [{"contact": "wa:1555", "why": "seen-together"}], "at": 1760000000000}"""));
		assertThat(facts(events.get(1))).isEqualTo(Mapping
			.json("""
					{"channel": "whatsapp:123456789", "kind": "contact", "contact": "wa:1556", "phone": "1556", "name": "Eve",
					 "at": 1760000777000}"""));
		assertThat(facts(events.get(2), "raw")).isEqualTo(Mapping
			.json("""
					{"channel": "whatsapp:123456789", "kind": "channel-event", "type": "smb_app_state_sync", "status": "remove",
					 "contact": "wa:1555", "at": 1760000001000}"""));
		assertThat(raw(events.get(3)).get("type").asText()).isEqualTo("label");
	}

	@Test
	void mapsWhatAnotherAppAnsweredToOneLevelDeeper() {
		JsonNode events = map(delivery("standby",
				value("""
						"contacts": [{"wa_id": "1555", "profile": {"name": "Ann"}}],
						"standby": {
						  "messages": [{"from": "1555", "id": "a", "timestamp": "1760000000", "type": "text", "text": {"body": "x"}}],
						  "message_echoes": [{"from": "15550783881", "to": "1555", "id": "b", "timestamp": "1760000000", "type": "text", "text": {"body": "x"}}],
						  "statuses": [{"id": "b", "status": "read", "timestamp": "1760000000", "recipient_id": "1555"}],
						  "typing": [1]}""")));

		assertThatEach(events, (event) -> text(event, "kind")).containsExactly("message", "echo", "status", "unknown");
		assertThatEach(events, (event) -> event.at("/details/standby").asText()).containsExactly("true", "true", "",
				"");
		assertThat(text(events.get(0), "name")).isEqualTo("Ann");
		assertThat(text(events.get(3), "fault")).isEqualTo("keys of a standby that the mapping does not know");
		assertThat(events.at("/3/origin/entry/0/changes/0/value/standby")).isEqualTo(Mapping.json("{\"typing\": [1]}"));
	}

	@Test
	void mapsWhatAnotherResponderWroteToAnEcho() {
		JsonNode events = map(delivery("standby",
				value("""
						"standby": {
						  "contacts": [{"wa_id": "447700900811", "user_id": "GB.811", "profile": {"name": "Ada"}}],
						  "message_echoes": [
						    {"id": "wamid.1", "timestamp": "1760000000", "message": {"messaging_product": "whatsapp",
						      "recipient_type": "individual", "to": "+44 7700 900811", "type": "text",
						      "context": {"message_id": "wamid.0"}, "text": {"preview_url": false, "body": "Seven are left."}}},
						    {"id": "wamid.2", "timestamp": "1760000001", "message": {"to": "447700900811", "type": "template",
						      "template": {"name": "kept_for_you", "language": {"code": "en"}}},
						      "template": {"name": "kept_for_you", "category": "UTILITY"}},
						    {"id": "wamid.3", "timestamp": "1760000002", "message": {"recipient": "GB.811", "type": "interactive",
						      "interactive": {"type": "button", "body": {"text": "Which one?"}, "action": {"buttons": []}}},
						      "flow": {"id": "1"}}]}""")));

		assertThatEach(events, (event) -> text(event, "kind")).containsExactly("echo", "echo", "echo");
		assertThatEach(events, (event) -> text(event, "contact")).containsOnly("bsuid:GB.811");
		assertThat(facts(events.get(0), "raw")).isEqualTo(Mapping
			.json("""
					{"channel": "whatsapp:123456789", "kind": "echo", "id": "wamid.1", "contact": "bsuid:GB.811",
					 "also": [{"contact": "wa:447700900811", "why": "seen-together"}], "name": "Ada", "phone": "447700900811",
					 "type": "text", "text": "Seven are left.", "replyTo": "wamid.0", "sentAt": 1760000000000,
					 "details": {"standby": true}}"""));
		assertThatEach(events, (event) -> text(event, "type")).containsExactly("text", "template", "interactive");
		assertThatEach(events, (event) -> text(event, "text")).containsExactly("Seven are left.", null, "Which one?");
		assertThat(raw(events.get(1)).at("/template/category").asText()).isEqualTo("UTILITY");
		assertThat(raw(events.get(2)).at("/flow/id").asText()).isEqualTo("1");
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', nullValues = "null",
			textBlock = """
					{"to": "1555", "type": "image", "image": {"link": "https://example.com/a.png", "caption": "c"}}    | echo     | image    | c
					{"to": "1555", "type": "document", "document": {"id": "9", "filename": "bill.pdf"}}                | echo     | document | null
					{"to": "1555", "type": "location", "location": {"latitude": "1.5", "longitude": "2", "name": "n"}} | echo     | location | n
					{"to": "1555", "text": {"body": "x"}}                                                             | echo     | text     | x
					{"to": "1555", "type": "reaction", "reaction": {"message_id": "wamid.0", "emoji": "x"}}           | reaction | null     | null
					{"to": "g1", "recipient_type": "group", "type": "text", "text": {"body": "x"}}                    | unknown  | null     | null
					""")
	void mapsEveryKindThatAnotherResponderWrote(String message, String kind, String type, String text) {
		JsonNode event = map(delivery("standby", value("""
				"standby": {"message_echoes": [{"id": "wamid.1", "timestamp": "1760000000", "message": %s}]}"""
			.formatted(message)))).get(0);

		assertThat(text(event, "kind")).isEqualTo(kind);
		assertThat(text(event, "type")).isEqualTo(type);
		assertThat(text(event, "text")).isEqualTo(text);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "{\"to\": {}, \"type\": \"text\"}", "7", "{\"to\": \"1\", \"type\": \"text\", \"text\": 7}" })
	void holdsOnlyTheEchoOfAnotherResponderThatItCannotRead(String message) {
		JsonNode events = unchecked(delivery("standby",
				value("""
						"standby": {"message_echoes": [{"id": "wamid.1", "timestamp": "1760000000", "message": %s},
						  {"id": "wamid.2", "timestamp": "1760000000", "message": {"to": "1555", "type": "text", "text": {"body": "x"}}}]}"""
					.formatted(message))));

		assertThat(events).hasSize(2);
		assertThat(text(events.get(1), "id")).isEqualTo("wamid.2");
	}

	@Test
	void readsTheSummaryOfAThreadAsAPartOfItsFirstMessage() {
		String summary = "\"conversation_context\": {\"type\": \"summary\", \"summary\": {\"text\": \"Wants a lamp.\"}}";
		String message = """
				{"from": "1555", "id": "%s", "timestamp": "1760000000", "type": "text", "text": {"body": "x"}}""";
		JsonNode beside = map(
				messages(summary + ",", message.formatted("wamid.1") + "," + message.formatted("wamid.2")));
		JsonNode inside = map(
				messages("", message.formatted("wamid.1").replace("{\"from\"", "{" + summary + ", \"from\"")));
		JsonNode handover = map(delivery("messaging_handovers", """
				{"recipient": {"phone_number_id": "7"}, "timestamp": "1760000000", "type": "control_passed",
				 "control_passed": {"new_owner_role": "escalation", "metadata": "m", %s}}""".formatted(summary)))
			.get(0);

		assertThatEach(beside, (event) -> text(event, "text")).containsExactly("x", "x");
		assertThat(raw(beside.get(0)).at("/conversation_context/summary/text").asText()).isEqualTo("Wants a lamp.");
		assertThat(text(beside.get(1), "raw")).isNull();
		assertThat(raw(inside.get(0)).at("/conversation_context/summary/text").asText()).isEqualTo("Wants a lamp.");
		assertThat(text(handover, "text")).isEqualTo("Wants a lamp.");
		assertThat(text(handover, "contact")).isNull();
	}

	@Test
	void mapsAClickOnAMarketingMessage() {
		JsonNode events = map(delivery("messages",
				value("""
						"user_actions": [
						  {"action_type": "marketing_messages_link_click", "timestamp": "1760000000",
						   "marketing_messages_link_click_data": {"click_id": "CL1", "click_component": "CTA", "tracking_token": "t"}},
						  {"action_type": "landing_page_view", "timestamp": 1760000009, "landing_page_view_data": {"click_id": "CL1"}},
						  {"action_type": "something_new", "timestamp": "1760000010"}, null]""")));

		assertThat(facts(events.get(0), "raw")).isEqualTo(Mapping.json("""
				{"channel": "whatsapp:123456789", "kind": "channel-event", "type": "user_actions",
				 "id": "marketing_messages_link_click/CL1", "itemId": "CL1", "status": "marketing_messages_link_click",
				 "text": "CTA", "at": 1760000000000}"""));
		assertThat(raw(events.get(0)).at("/marketing_messages_link_click_data/tracking_token").asText()).isEqualTo("t");
		assertThatEach(events, (event) -> text(event, "id")).containsExactly("marketing_messages_link_click/CL1",
				"landing_page_view/CL1", null, null);
		assertThatEach(events, (event) -> text(event, "kind")).containsExactly("channel-event", "channel-event",
				"channel-event", "invalid");
	}

	@Test
	void keepsAVoicemailAndWhatItsCallSaidApart() {
		JsonNode voicemail = map(messages("", """
				{"from": "1555", "id": "wacid.A", "timestamp": "1760000000", "type": "audio",
				 "audio": {"id": "9", "mime_type": "audio/ogg"}}""")).get(0);
		JsonNode transcript = map(delivery("calls",
				value("""
						"calls": [{"id": "wacid.A", "timestamp": "1760000060", "event": "call_transcription_available", "from": "1555",
						  "call_transcript": {"document": {"id": "10", "mime_type": "text/plain", "url": "https://example.com"}}}]""")))
			.get(0);

		assertThat(text(voicemail, "kind") + " " + text(voicemail, "id")).isEqualTo("message wacid.A");
		assertThat(voicemail.at("/attachments/0/mediaId").asText()).isEqualTo("9");
		assertThat(text(transcript, "kind") + " " + text(transcript, "id"))
			.isEqualTo("channel-event wacid.A/call_transcription_available");
		assertThat(raw(transcript).at("/call_transcript/document/id").asText()).isEqualTo("10");
	}

	@Test
	void findsTheNumberOfAStandbyThatBringsItsOwn() {
		JsonNode event = map(delivery("standby",
				"""
						{"standby": {"messaging_product": "whatsapp", "metadata": {"phone_number_id": "7"},
						  "contacts": [{"wa_id": "1555", "profile": {"name": "Ann"}}],
						  "messages": [{"from": "1555", "id": "a", "timestamp": "1760000000", "type": "text", "text": {"body": "x"}}]}}"""))
			.get(0);

		assertThat(text(event, "channel")).isEqualTo("whatsapp:7");
		assertThat(text(event, "name")).isEqualTo("Ann");
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|',
			textBlock = """
					"event": "connect", "direction": "USER_INITIATED", "from": "1555", "to": "15550783881", "session": {"sdp_type": "offer"} | wacid.A/connect   | connect   | wa:1555
					"event": "terminate", "direction": "USER_INITIATED", "from": "1555", "status": "COMPLETED", "duration": 7                | wacid.A/terminate | COMPLETED | wa:1555
					"event": "terminate", "direction": "BUSINESS_INITIATED", "from": "15550783881", "to": "1555", "status": "FAILED"         | wacid.A/terminate | FAILED    | wa:1555
					"event": "connect", "direction": "BUSINESS_INITIATED", "from": "15550783881", "to_user_id": "US.1"                       | wacid.A/connect   | connect   | bsuid:US.1
					"event": "call_recording_available", "direction": "USER_INITIATED", "from_user_id": "US.1"                               | wacid.A/call_recording_available | call_recording_available | bsuid:US.1
					""")
	void mapsEachTurnOfACall(String fields, String id, String status, String contact) {
		JsonNode event = map(delivery("calls", value("""
				"contacts": [{"wa_id": "1555", "profile": {"name": "Ann"}}],
				"calls": [{"id": "wacid.A", "timestamp": "1760000000", %s}]""".formatted(fields)))).get(0);

		assertThat(facts(event, "raw", "text")).isEqualTo(Mapping
			.json("""
					{"channel": "whatsapp:123456789", "kind": "channel-event", "type": "calls", "id": "%s", "itemId": "wacid.A",
					 "status": "%s", "contact": "%s", "at": 1760000000000}"""
				.formatted(id, status, contact)));
		assertThat(text(event, "text")).isEqualTo(raw(event).get("direction").asText());
	}

	@Test
	void findsThePersonOfACallAmongTheContactsAndTakesACallWithoutAnIdByItsJson() {
		JsonNode events = map(delivery("calls", value("""
				"contacts": [{"wa_id": "1666", "user_id": "US.6"}, {"wa_id": "1555", "user_id": "US.1"}],
				"calls": [{"id": "wacid.A", "timestamp": "1760000000", "event": "connect", "from": "1555"},
				          {"timestamp": "1760000000", "event": "connect", "from": "1666"}]""")));

		assertThatEach(events, (event) -> text(event, "contact")).containsExactly("bsuid:US.1", "bsuid:US.6");
		assertThat(events.at("/1/id").isNull()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "stop", "resume" })
	void mapsWhetherAPersonWantsMarketing(String wish) {
		JsonNode events = map(delivery("user_preferences", value("""
				"contacts": [{"wa_id": "1555", "user_id": "US.1", "profile": {"name": "Ann"}}],
				"user_preferences": [{"wa_id": "1555", "category": "marketing_messages", "value": "%s", "detail": "why",
				  "timestamp": 1760000000}]""".formatted(wish))));

		assertThat(facts(events.get(0), "raw")).isEqualTo(Mapping.json("""
				{"channel": "whatsapp:123456789", "kind": "channel-event", "type": "user_preferences", "status": "%s",
				 "text": "why", "itemId": "marketing_messages", "contact": "bsuid:US.1",
				 "also": [{"contact": "wa:1555", "why": "seen-together"}], "at": 1760000000000}""".formatted(wish)));
		assertThat(facts(events.get(1))).isEqualTo(Mapping.json("""
				{"channel": "whatsapp:123456789", "kind": "contact", "contact": "bsuid:US.1", "phone": "1555",
				 "also": [{"contact": "wa:1555", "why": "seen-together"}], "marketing": "%s", "at": 1760000000000}"""
			.formatted(wish)));
	}

	@Test
	void keepsOtherPreferencesAsTheyAre() {
		JsonNode events = map(delivery("user_preferences",
				value("""
						"user_preferences": [
						  {"user_id": "US.1", "category": "marketing_messages", "value": "signup", "signup_id": "s", "timestamp": 1760000000},
						  {"category": "marketing_messages", "value": "stop", "timestamp": 1760000000}]""")));

		assertThatEach(events, (event) -> text(event, "kind")).containsExactly("channel-event", "channel-event");
		assertThat(text(events.get(0), "contact")).isEqualTo("bsuid:US.1");
		assertThat(raw(events.get(0)).get("signup_id").asText()).isEqualTo("s");
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', nullValues = "null",
			textBlock = """
					"wa_id": "1555", "user_id": {"previous": "US.1", "current": "US.2"} | bsuid:US.1 | 1555 | wa:1555 seen-together, bsuid:US.2 user-id-changed
					"user_id": {"previous": "US.1", "current": "US.2"}, "parent_user_id": {"previous": "US.ENT.1", "current": "US.ENT.2"} | bsuid:US.1 | null | bsuid:US.ENT.1 seen-together, bsuid:US.2 user-id-changed, bsuid:US.ENT.2 user-id-changed
					"user_id": {"current": "US.2"}                                      | bsuid:US.2 | null | null
					""")
	void mapsAUserIdThatChanged(String fields, String contact, String phone, String also) {
		JsonNode event = map(delivery("user_id_update", value("""
				"user_id_update": [{"detail": "d", "timestamp": "1760000000", %s}]""".formatted(fields)))).get(0);

		assertThat(text(event, "kind")).isEqualTo("contact");
		assertThat(text(event, "contact")).isEqualTo(contact);
		assertThat(text(event, "phone")).isEqualTo(phone);
		assertThat(event.get("at").asLong()).isEqualTo(1_760_000_000_000L);
		assertThatEach(event.get("also"), (other) -> text(other, "contact") + " " + text(other, "why"))
			.containsExactly((also != null) ? also.split(", ") : new String[0]);
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', nullValues = "null",
			textBlock = """
					group_lifecycle_update    | "type": "group_create", "subject": "Team", "request_id": "r", "invite_link": "https://example.com" | group_create | Team
					group_lifecycle_update    | "type": "group_delete", "errors": [{"code": 1, "title": "No"}]                      | group_delete | No
					group_settings_update     | "type": "group_settings_update", "profile_picture": {"mime_type": "image/png"}      | group_settings_update | null
					group_participants_update | "type": "group_participants_add", "reason": "invite_link", "added_participants": [{"wa_id": 1555}] | group_participants_add | invite_link
					group_participant_update  | "type": "group_participants_remove", "initiated_by": "participant"                  | group_participants_remove | null
					group_participants_update | "type": "group_join_request_created", "join_request_id": "j"                        | group_join_request_created | null
					group_participants_update | "type": "group_join_request_revoked", "join_request_id": "j"                        | group_join_request_revoked | null
					group_status_update       | "type": "group_suspend"                                                             | group_suspend | null
					""")
	void mapsWhatHappensToAGroup(String field, String fields, String status, String text) {
		for (String timestamp : List.of("\"1760000000\"", "1760000000")) {
			JsonNode event = map(delivery(field, value("""
					"groups": [{"timestamp": %s, "group_id": "g1", %s}]""".formatted(timestamp, fields)))).get(0);

			assertThat(facts(event, "raw", "text")).isEqualTo(Mapping
				.json("""
						{"channel": "whatsapp:123456789", "kind": "channel-event", "type": "%s", "status": "%s", "itemId": "g1",
						 "at": 1760000000000}"""
					.formatted(field, status)));
			assertThat(text(event, "text")).isEqualTo(text);
			assertThat(raw(event))
				.isEqualTo(Mapping.json("{\"timestamp\": %s, \"group_id\": \"g1\", %s}".formatted(timestamp, fields)));
		}
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', nullValues = "null",
			textBlock = """
					account_update                     | "event": "VERIFIED_ACCOUNT"                                                  | VERIFIED_ACCOUNT | null | null
					account_update                     | "event": "ACCOUNT_DELETED"                                                   | ACCOUNT_DELETED | null | null
					account_update                     | "event": "ACCOUNT_OFFBOARDED"                                                | ACCOUNT_OFFBOARDED | null | null
					account_update                     | "event": "ACCOUNT_RECONNECTED"                                               | ACCOUNT_RECONNECTED | null | null
					account_update                     | "event": "ACCOUNT_VIOLATION", "violation_info": {"violation_type": "SPAM"}   | ACCOUNT_VIOLATION | null | null
					account_update                     | "event": "ACCOUNT_RESTRICTION", "restriction_info": [{"restriction_type": "X", "expiration": 1760009999}] | ACCOUNT_RESTRICTION | null | null
					account_update                     | "event": "DISABLED_UPDATE", "ban_info": {"waba_ban_state": "DISABLE", "waba_ban_date": "April 17, 2025"} | DISABLED_UPDATE | null | null
					account_update                     | "event": "AUTH_INTL_PRICE_ELIGIBILITY_UPDATE", "auth_international_rate_eligibility": {"start_time": 1} | AUTH_INTL_PRICE_ELIGIBILITY_UPDATE | null | null
					account_update                     | "event": "BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE", "country": "DE"         | BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE | null | null
					account_update                     | "event": "VOLUME_BASED_PRICING_TIER_UPDATE", "volume_tier_info": {"tier": "1"} | VOLUME_BASED_PRICING_TIER_UPDATE | null | null
					account_review_update              | "decision": "APPROVED"                                                       | APPROVED | null | null
					account_alerts                     | "entity_type": "BUSINESS", "entity_id": 5, "alert_status": "ACTIVE", "alert_description": "d" | ACTIVE | 5 | d
					account_alerts                     | "alert_info": {"entity_id": "5", "alert_status": "NONE", "alert_type": "t", "alert_description": "d"} | NONE | 5 | d
					message_template_status_update     | "event": "REJECTED", "message_template_id": 55, "message_template_name": "n", "reason": "ABUSIVE_CONTENT" | REJECTED | 55 | ABUSIVE_CONTENT
					message_template_status_update     | "event": "APPROVED", "message_template_id": 55, "message_template_name": "n", "reason": "NONE" | APPROVED | 55 | n
					message_template_status_update     | "event": "PAUSED", "message_template_id": 55, "message_template_name": "n", "reason": null, "other_info": {"title": "t"} | PAUSED | 55 | n
					message_template_quality_update    | "previous_quality_score": "GREEN", "new_quality_score": "RED", "message_template_id": 55, "message_template_name": "n" | RED | 55 | n
					message_template_components_update | "message_template_id": 55, "message_template_name": "n", "message_template_element": "body" | null | 55 | n
					template_category_update           | "message_template_id": 55, "message_template_name": "n", "previous_category": "UTILITY", "new_category": "MARKETING" | MARKETING | 55 | n
					business_capability_update         | "max_daily_conversations_per_business": 1000                                 | null | null | null
					flows                              | "event": "FLOW_STATUS_CHANGE", "message": "m", "flow_id": 66, "old_status": "DRAFT", "new_status": "PUBLISHED" | FLOW_STATUS_CHANGE | 66 | m
					flows                              | "event": "ENDPOINT_LATENCY", "flow_id": "66", "p50_latency": 1, "alert_state": "ACTIVATED" | ENDPOINT_LATENCY | 66 | null
					flows                              | "event": "CLIENT_ERROR_RATE", "flow_id": "66", "errors": [{"error_type": "e", "error_rate": 1}] | CLIENT_ERROR_RATE | 66 | null
					flows                              | "event": "ENDPOINT_AVAILABILITY", "flow_id": "66", "availability": 99        | ENDPOINT_AVAILABILITY | 66 | null
					partner_solutions                  | "event": "SOLUTION_CREATED", "solution_id": "s"                              | SOLUTION_CREATED | null | null
					payment_configuration_update       | "configuration_name": "c", "status": "ACTIVE"                                | ACTIVE | null | null
					""")
	void mapsWhatHappensToTheAccount(String field, String fields, String status, String itemId, String text) {
		JsonNode events = map(delivery(field, "{%s}".formatted(fields)));

		assertThat(events).hasSize(1);
		assertThat(facts(events.get(0), "raw", "status", "itemId", "text")).isEqualTo(Mapping.json("""
				{"businessAccountId": "104", "kind": "channel-event", "type": "%s", "at": 1760000777000}"""
			.formatted(field)));
		assertThat(text(events.get(0), "status")).isEqualTo(status);
		assertThat(text(events.get(0), "itemId")).isEqualTo(itemId);
		assertThat(text(events.get(0), "text")).isEqualTo(text);
		assertThat(raw(events.get(0))).isEqualTo(Mapping.json("{%s}".formatted(fields)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "PARTNER_ADDED", "PARTNER_REMOVED", "PARTNER_APP_INSTALLED", "PARTNER_APP_UNINSTALLED",
			"AD_ACCOUNT_LINKED", "MM_LITE_TERMS_SIGNED" })
	void findsTheAccountOfAPartnersEventInItsValueAndNotInTheEntry(String word) {
		JsonNode event = map(delivery("account_update", """
				{"event": "%s", "waba_info": {"waba_id": 999, "owner_business_id": "88"}}""".formatted(word))).get(0);

		assertThat(text(event, "businessAccountId")).isEqualTo("999");
		assertThat(text(event, "itemId")).isEqualTo("999");
		assertThat(text(event, "status")).isEqualTo(word);
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', nullValues = "null",
			textBlock = """
					phone_number_quality_update | "event": "FLAGGED", "current_limit": "TIER_1K"                                    | FLAGGED  | null
					phone_number_name_update    | "decision": "REJECTED", "requested_verified_name": "Acme", "rejection_reason": null | REJECTED | Acme
					security                    | "event": "PIN_CHANGED", "requester": "1"                                          | PIN_CHANGED | null
					business_username_update    | "username": "acme", "status": "approved"                                          | approved | acme
					business_username_updates   | "username": "acme", "status": "reserved"                                          | reserved | acme
					""")
	void narrowsWhatHappensToANumberWithoutAnIdByItsDigits(String field, String fields, String status, String text) {
		for (String display : List.of("15550783881", "+1 (555) 078-3881")) {
			JsonNode event = map(delivery(field, "{\"display_phone_number\": \"%s\", %s}".formatted(display, fields)))
				.get(0);

			assertThat(facts(event, "raw", "text")).isEqualTo(Mapping
				.json("""
						{"businessAccountId": "104", "displayPhoneNumber": "15550783881", "kind": "channel-event", "type": "%s",
						 "status": "%s", "at": 1760000777000}"""
					.formatted(field, status)));
			assertThat(text(event, "text")).isEqualTo(text);
		}
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|',
			textBlock = """
					{"event": "PARTNER_REMOVED", "phone_number": "12025550831", "disconnection_info": {"reason": "ACCOUNT_DISCONNECTED"}}
					{"event": "PARTNER_REMOVED", "phone_number": "+1 (202) 555-0831"}
					{"event": "VERIFIED_ACCOUNT", "phone_number": 12025550831}
					{"event": "ACCOUNT_RESTRICTION", "phone_number": "12025550831", "restriction_info": [{"restriction_type": "X"}, {"restriction_type": "Y"}]}
					{"event": "SOMETHING_NEW", "display_phone_number": "+1 202-555-0831"}
					""")
	void narrowsAnUpdateOfTheAccountThatNamesANumber(String value) {
		JsonNode event = map(delivery("account_update", value)).get(0);

		assertThat(facts(event, "raw", "status")).isEqualTo(Mapping.json("""
				{"businessAccountId": "104", "displayPhoneNumber": "12025550831", "kind": "channel-event",
				 "type": "account_update", "at": 1760000777000}"""));
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', nullValues = "null", textBlock = """
			"entity_type": "PHONE_NUMBER", "entity_id": 77, "alert_status": "ACTIVE"         | whatsapp:77 | null
			"alert_info": {"entity_type": "phone_number", "entity_id": "77"}                 | whatsapp:77 | null
			"entity_type": "WABA", "entity_id": "88", "alert_info": {"alert_type": "X"}      | null        | 88
			"entity_type": "WABA"                                                            | null        | 104
			"entity_type": "BUSINESS", "entity_id": "99"                                     | null        | 104
			""")
	void findsWhatAnAlertIsAbout(String fields, String channel, String account) {
		JsonNode event = map(delivery("account_alerts", "{%s}".formatted(fields))).get(0);

		assertThat(text(event, "kind")).isEqualTo("channel-event");
		assertThat(text(event, "channel")).isEqualTo(channel);
		assertThat(text(event, "businessAccountId")).isEqualTo(account);
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|',
			textBlock = """
					automatic_events            | {"metadata": {"display_phone_number": "+1 555 078-3881"}, "automatic_events": [{"event_name": "LeadSubmitted"}]}
					tracking_events             | {"metadata": {"display_phone_number": "15550783881"}, "events": [{}]}
					consumer_profile            | {"metadata": {"display_phone_number": "15550783881"}, "phone_number": "1555"}
					messaging_handovers         | {"recipient": {"display_phone_number": "15550783881"}, "type": "control_taken"}
					group_status_update         | {"metadata": {"display_phone_number": "15550783881"}, "groups": [{"group_id": "g", "type": "group_suspend"}]}
					history                     | {"metadata": {"display_phone_number": "15550783881"}, "history": [{"errors": [{"code": 2593109}]}]}
					messages                    | {"metadata": {"display_phone_number": "15550783881"}, "errors": [{"code": 1}]}
					""")
	void narrowsWhatNamesItsNumberElsewhere(String field, String value) {
		JsonNode event = map(delivery(field, value)).get(0);

		assertThat(text(event, "kind")).isEqualTo("channel-event");
		assertThat(text(event, "businessAccountId")).isEqualTo("104");
		assertThat(text(event, "displayPhoneNumber")).isEqualTo("15550783881");
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|',
			textBlock = """
					account_update              | {"event": "PARTNER_REMOVED", "phone_number": "none"}
					account_update              | {"event": "PARTNER_REMOVED", "phone_number": ""}
					account_update              | {"event": "PARTNER_REMOVED", "phone_number": {"id": "7"}}
					phone_number_quality_update | {"event": "FLAGGED", "display_phone_number": ""}
					phone_number_quality_update | {"event": "FLAGGED"}
					phone_number_name_update    | {"decision": "APPROVED"}
					security                    | {"event": "PIN_CHANGED"}
					business_username_update    | {"username": "acme", "status": "approved"}
					account_settings_update     | {"type": "PHONE_NUMBER_SETTINGS", "phone_number_settings": {"calling": {"status": "ENABLED"}}}
					messaging_handovers         | {"sender": {"phone_number": "1555"}, "type": "control_taken"}
					account_alerts              | {"entity_type": "PHONE_NUMBER", "alert_status": "ACTIVE"}
					account_alerts              | {"entity_type": "CURRENT_STATUS_ID", "entity_id": "7", "alert_status": "ACTIVE"}
					automatic_events            | {"automatic_events": [{"event_name": "LeadSubmitted"}]}
					tracking_events             | {"anything": 1}
					consumer_profile            | {"phone_number": "15550783881"}
					group_status_update         | {"groups": [{"group_id": "g", "type": "group_suspend"}]}
					""")
	void holdsWhatIsAboutANumberThatItDoesNotName(String field, String value) {
		JsonNode event = map(delivery(field, value)).get(0);

		assertThat(facts(event)).isEqualTo(
				Mapping.json("{\"kind\": \"unknown\", \"fault\": \"an event of a number that it does not name\"}"));
	}

	@Test
	void keepsTheTimeOfTheDispatchOnlyForWhatHasNoOther() {
		JsonNode account = map(delivery("account_update", "{\"event\": \"VERIFIED_ACCOUNT\"}")).get(0);
		JsonNode text = message("\"type\": \"text\", \"text\": {\"body\": \"x\"}");

		assertThat(account.at("/origin/entry/0/time").asLong()).isEqualTo(1_760_000_777L);
		assertThat(text(account, "raw")).doesNotContain("1760000777");
		assertThat(text.at("/origin/entry/0").has("time")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "control_passed", "control_taken" })
	void findsTheNumberOfAHandoverUnderItsRecipient(String type) {
		JsonNode event = map(delivery("messaging_handovers",
				"""
						{"messaging_product": "whatsapp", "recipient": {"display_phone_number": "15550783881", "phone_number_id": "7"},
						 "sender": {"phone_number": "1555"}, "timestamp": "1760000000", "type": "%s", "%s": {"metadata": "m"}}"""
					.formatted(type, type)))
			.get(0);

		assertThat(facts(event, "raw")).isEqualTo(Mapping.json("""
				{"channel": "whatsapp:7", "kind": "channel-event", "type": "messaging_handovers", "status": "%s",
				 "contact": "wa:1555", "text": "m", "at": 1760000000000}""".formatted(type)));
		assertThat(raw(event).at("/sender/phone_number").asText()).isEqualTo("1555");
	}

	@Test
	void keepsNoPasswordOfATelephoneLine() {
		JsonNode event = map(delivery("account_settings_update", """
				{"messaging_product": "whatsapp", "timestamp": "1760000000", "type": "PHONE_NUMBER_SETTINGS",
				 "phone_number_settings": {"phone_number_id": 7, "calling": {"status": "ENABLED",
				   "sip": {"status": "ENABLED", "servers": [{"sip_user_password": "secret"}]}}}}""")).get(0);
		JsonNode without = map(delivery("account_settings_update",
				"""
						{"timestamp": "1760000000", "phone_number_settings": {"phone_number_id": "7", "calling": {"status": "ENABLED"}}}"""))
			.get(0);

		assertThat(facts(event, "raw")).isEqualTo(Mapping.json("""
				{"channel": "whatsapp:7", "kind": "channel-event", "type": "account_settings_update",
				 "status": "PHONE_NUMBER_SETTINGS", "at": 1760000000000}"""));
		assertThat(event.toString()).doesNotContain("secret");
		assertThat(raw(event).at("/phone_number_settings/calling")).isEqualTo(Mapping.json("""
				{"status": "ENABLED", "sip": "[redacted]"}"""));
		assertThat(raw(without).at("/phone_number_settings/calling/status").asText()).isEqualTo("ENABLED");
	}

	@Test
	void mapsAnErrorThatIsAboutNoMessage() {
		JsonNode event = map(delivery("messages", value("""
				"errors": [{"code": 130429, "title": "Rate limit hit", "message": "m", "href": "h"}]"""))).get(0);
		JsonNode bare = map(delivery("messages", "{\"errors\": [{\"code\": 1}]}")).get(0);

		assertThat(facts(event, "raw")).isEqualTo(Mapping.json("""
				{"channel": "whatsapp:123456789", "kind": "channel-event", "type": "errors", "status": "130429",
				 "text": "Rate limit hit", "at": 1760000777000}"""));
		assertThat(text(bare, "fault")).isEqualTo("an event of a number that it does not name");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\"contacts\": []," })
	void mapsAnErrorBesideMessages(String contacts) {
		JsonNode events = map(messages("\"errors\": [{\"code\": 1, \"title\": \"One\"}, {\"code\": 2}]," + contacts, """
				{"from": "1", "id": "a", "timestamp": "1760000000", "type": "text", "text": {"body": "x"}}"""));

		assertThatEach(events, (event) -> text(event, "kind")).containsExactly("message", "channel-event",
				"channel-event");
		assertThatEach(events, (event) -> text(event, "status")).containsExactly(null, "1", "2");
	}

	@Test
	void doesNotKnowAFieldThatNobodyHasSeen() {
		JsonNode event = map(delivery("hologram_update", "{\"z\": 1}")).get(0);

		assertThat(facts(event))
			.isEqualTo(Mapping.json("{\"kind\": \"unknown\", \"fault\": \"a field that the mapping does not know\"}"));
		assertThat(event.at("/origin/entry/0/changes/0/value")).isEqualTo(Mapping.json("{\"z\": 1}"));
		assertThat(text(map(delivery("hologram_update", value("\"z\": 1"))).get(0), "channel"))
			.isEqualTo("whatsapp:123456789");
	}

	@Test
	void readsTheListsOfAFieldThatNobodyHasSeen() {
		JsonNode events = map(delivery("hologram_update", value("""
				"statuses": [{"id": "a", "status": "sent", "timestamp": "1760000000"}]""")));

		assertThatEach(events, (event) -> text(event, "kind")).containsExactly("status");
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|',
			textBlock = """
					messages           | "messages": [{"from": "1", "id": "a", "timestamp": "1760000000", "type": "text", "text": {"body": "x"}}], "hologram": 1 | message unknown
					messages           | "contacts": [], "messages": [{"from": "1", "id": "a", "timestamp": "1760000000", "type": "text", "text": {"body": "x"}}], "hologram": 1 | message unknown
					messages           | "statuses": [{"id": "a", "status": "sent", "timestamp": "1760000000"}], "hologram": 1 | status unknown
					messages           | "hologram": 1                                                | unknown
					messages           | "contacts": [{"wa_id": "1"}]                                 | unknown
					calls              | "hologram": [1]                                              | unknown
					user_preferences   | "user_preferences": [{"wa_id": "1", "value": "x", "timestamp": 1760000000}], "hologram": 1 | channel-event unknown
					smb_message_echoes | "message_echoes": [], "hologram": 1                          | unknown
					""")
	void holdsTheKeysOfAValueThatItDoesNotKnow(String field, String fields, String kinds) {
		JsonNode events = map(delivery(field, value(fields)));

		assertThatEach(events, (event) -> text(event, "kind")).containsExactly(kinds.split(" "));
		JsonNode last = events.get(events.size() - 1);
		assertThat(text(last, "fault")).isEqualTo("keys of a value that the mapping does not know");
		assertThat(
				last.at("/origin/entry/0/changes/0/value").has(fields.contains("hologram") ? "hologram" : "contacts"))
			.isTrue();
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', nullValues = "null",
			textBlock = """
					{"object": "whatsapp_business_account", "hologram": 1}                                       | keys of a delivery that the mapping does not know
					{"object": "whatsapp_business_account", "entry": [], "hologram": 1}                          | keys of a delivery that the mapping does not know
					{"object": "whatsapp_business_account", "entries": []}                                       | keys of a delivery that the mapping does not know
					{"object": "whatsapp_business_account", "entry": [{"id": "1", "hologram": 1}]}               | keys of an entry that the mapping does not know
					{"object": "whatsapp_business_account", "entry": [{"hologram": 1}]}                          | keys of an entry that the mapping does not know
					{"object": "whatsapp_business_account", "entry": [{"id": "1", "time": 1, "changes": [], "x": 1}]} | keys of an entry that the mapping does not know
					{"object": "whatsapp_business_account", "entry": [{"id": "1", "field": "messages", "value": {}}]} | keys of an entry that the mapping does not know
					{"object": "whatsapp_business_account", "entry": [{"changes": [{"field": "messages", "hologram": 1}]}]} | keys of a change that the mapping does not know
					{"object": "whatsapp_business_account", "entry": [{"changes": [{"field": "messages", "value": {"messages": []}, "hologram": 1}]}]} | keys of a change that the mapping does not know
					""")
	void holdsKeysThatStandWhereItKnowsNone(String body, String fault) {
		JsonNode events = map(body);

		assertThat(events).hasSize(1);
		assertThat(text(events.get(0), "kind")).isEqualTo("unknown");
		assertThat(text(events.get(0), "fault")).isEqualTo(fault);
		assertThat(events.get(0).get("origin").toString()).containsAnyOf("hologram", "entries", "\"x\"", "\"field\"");
	}

	@Test
	void holdsTheKeysOfAChangeThatNamesNoField() {
		JsonNode events = map(
				"""
						{"object": "whatsapp_business_account", "entry": [{"changes": [{"value": {"z": 1}, "hologram": 1}]}]}""");

		assertThatEach(events, (event) -> text(event, "fault")).containsExactly(
				"a field that the mapping does not know", "keys of a change that the mapping does not know");
	}

	@Test
	void readsAllEntriesChangesAndItemsInTheirOrder() {
		String one = """
				{"from": "1", "id": "%s", "timestamp": "1760000000", "type": "text", "text": {"body": "x"}}""";
		String status = "{\"id\": \"%s\", \"status\": \"sent\", \"timestamp\": \"1760000000\"}";
		String change = """
				{"field": "messages", "value": {"messaging_product": "whatsapp", "metadata": {"phone_number_id": "%s"}, %s}}""";
		JsonNode events = map(
				"""
						{"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": [%s, %s]}, {"id": "2", "changes": [%s]}]}"""
					.formatted(
							change.formatted("7",
									"\"messages\": [%s, %s]".formatted(one.formatted("a"), one.formatted("b"))),
							change.formatted("8",
									"\"statuses\": [%s, %s]".formatted(status.formatted("c"), status.formatted("d"))),
							change.formatted("9", "\"messages\": [%s], \"statuses\": [%s]".formatted(one.formatted("e"),
									status.formatted("f")))));

		assertThatEach(events, (event) -> text(event, "channel") + " " + text(event, "kind") + " " + text(event, "id"))
			.containsExactly("whatsapp:7 message a", "whatsapp:7 message b", "whatsapp:8 status c",
					"whatsapp:8 status d", "whatsapp:9 message e", "whatsapp:9 status f");
		assertThatEach(events, (event) -> event.at("/origin/entry/0/id").asText()).containsExactly("1", "1", "1", "1",
				"2", "2");
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|',
			textBlock = """
					messages           | "messages": [%s, {"from": "1", "id": "b", "timestamp": "1760000000", "type": "text", "text": {"body": "x"}}] | message
					messages           | "statuses": [%s, {"id": "b", "status": "read", "timestamp": "1760000000"}] | status
					messages           | "messages": [{"from": "1", "id": "b", "timestamp": "1760000000", "type": "text", "text": {"body": "x"}}], "errors": [%s] | message
					smb_message_echoes | "message_echoes": [%s, {"to": "1", "id": "b", "timestamp": "1760000000", "type": "text", "text": {"body": "x"}}] | echo
					history            | "history": [{"threads": [{"id": "1", "messages": [%s, {"from": "1", "id": "b", "timestamp": "1760000000", "type": "text", "text": {"body": "x"}}]}]}] | message
					smb_app_state_sync | "state_sync": [%s, {"type": "contact", "action": "add", "contact": {"phone_number": "1"}, "metadata": {"timestamp": "1760000000"}}] | contact
					standby            | "standby": {"messages": [%s, {"from": "1", "id": "b", "timestamp": "1760000000", "type": "text", "text": {"body": "x"}}]} | message
					calls              | "calls": [%s, {"id": "b", "event": "connect", "from": "1", "timestamp": "1760000000"}] | channel-event
					user_preferences   | "user_preferences": [%s, {"wa_id": "1", "value": "signup", "timestamp": 1760000000}] | channel-event
					user_id_update     | "user_id_update": [%s, {"wa_id": "1", "timestamp": "1760000000"}] | contact
					group_status_update | "groups": [%s, {"group_id": "g", "timestamp": "1760000000"}] | channel-event
					""")
	void takesABrokenItemForItselfAndReadsTheOneBeside(String field, String fields, String kind) {
		for (String broken : List.of("7", "\"x\"", "[1]", "true", "null")) {
			JsonNode events = map(delivery(field, value(fields.replace("%s", broken))));

			assertThatEach(events, (event) -> text(event, "kind")).containsExactlyInAnyOrder("invalid", kind);
			for (JsonNode event : events) {
				if (text(event, "kind").equals("invalid")) {
					assertThat(text(event, "fault")).isEqualTo("an item that the mapping cannot read");
					assertThat(text(event, "channel")).isEqualTo("whatsapp:123456789");
					assertThat(event.get("origin").toString()).contains("[" + broken + "]");
				}
			}
		}
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
			"type": "text", "text": "not an object"
			"type": "text", "text": {"body": "x"}, "context": 7
			"type": "image", "image": "not an object"
			"type": "interactive", "interactive": 7
			"type": "contacts", "contacts": 7
			"type": "reaction", "reaction": "x"
			"type": "edit", "edit": [7]
			"type": "system", "system": "x"
			"type": "order", "order": {"product_items": 7}
			""")
	void cannotReadABodyOfAnotherShape(String fields) {
		JsonNode event = message(fields);

		assertThat(facts(event)).isEqualTo(Mapping
			.json("""
					{"channel": "whatsapp:123456789", "kind": "invalid", "fault": "an item that the mapping cannot read"}"""));
		assertThat(event.at("/origin/entry/0/changes/0/value/messages/0")).isEqualTo(item(fields));
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
			{"changes": 7}                                   | an entry that the mapping cannot read
			{"changes": {"field": "messages", "value": {}}}  | an entry that the mapping cannot read
			7                                                | an entry that the mapping cannot read
			{"changes": [7]}                                 | a change that the mapping cannot read
			{"changes": [{"value": 7}]}                      | a change that the mapping cannot read
			{"changes": [{"value": []}]}                     | a change that the mapping cannot read
			{"changes": [{"field": "messages"}]}             | a change that the mapping cannot read
			{"changes": [{"field": "messages", "value": null}]} | a change that the mapping cannot read
			{"changes": [{"field": "messages", "value": {"messages": 7}}]} | a change that the mapping cannot read
			{"changes": [{"field": "messages", "value": {"metadata": "x"}}]} | a change that the mapping cannot read
			""")
	void holdsOnlyTheBrokenPartOfADelivery(String broken, String fault) {
		JsonNode events = map("""
				{"object": "whatsapp_business_account", "entry": [%s, {"id": "2", "changes": [{"field": "messages",
				  "value": {"metadata": {"phone_number_id": "7"}, "messages": [
				    {"from": "1", "id": "b", "timestamp": "1760000000", "type": "text", "text": {"body": "x"}}]}}]}]}"""
			.formatted(broken));

		assertThatEach(events, (event) -> text(event, "kind")).containsExactly("invalid", "message");
		assertThat(text(events.get(0), "fault")).isEqualTo(fault);
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
			[]                                                      | the delivery is not a JSON object
			1                                                       | the delivery is not a JSON object
			"x"                                                     | the delivery is not a JSON object
			{}                                                      | not an object that this provider sends
			{"object": "page"}                                      | not an object that this provider sends
			{"object": null}                                        | not an object that this provider sends
			{"object": "whatsapp_business_account", "entry": 7}     | a delivery whose entries are not a list
			{"object": "whatsapp_business_account", "entry": {"id": "1"}} | a delivery whose entries are not a list
			""")
	void keepsWhatIsNotADeliveryOfThisPlatformWhole(String body, String fault) {
		JsonNode events = map(body);

		assertThat(events).hasSize(1);
		assertThat(text(events.get(0), "kind")).isEqualTo("invalid");
		assertThat(text(events.get(0), "fault")).isEqualTo(fault);
		assertThat(events.get(0).get("origin")).isEqualTo(Mapping.json(body));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"object\": \"whatsapp_business_account\"}",
			"{\"object\": \"whatsapp_business_account\", \"entry\": []}",
			"{\"object\": \"whatsapp_business_account\", \"entry\": [{}]}",
			"{\"object\": \"whatsapp_business_account\", \"entry\": [{\"id\": \"0\", \"time\": 1760000777}]}",
			"{\"object\": \"whatsapp_business_account\", \"entry\": [{\"id\": \"0\", \"changes\": []}]}",
			"{\"object\": \"whatsapp_business_account\", \"entry\": [{\"changes\": [{\"field\": \"messages\", \"value\": {\"messages\": []}}]}]}" })
	void makesNothingOfAnEmptyDelivery(String body) {
		assertThat(map(body)).isEmpty();
	}

	private static JsonNode message(String fields) {
		return map(messages("\"contacts\": [{\"profile\": {\"name\": \"John\"}, \"wa_id\": \"919900112233\"}],",
				item(fields).toString()))
			.get(0);
	}

	private static JsonNode typed(String type, String body) {
		return message("\"type\": \"%s\", \"%s\": %s".formatted(type, type, body));
	}

	private static JsonNode item(String fields) {
		return Mapping.json("{\"from\": \"919900112233\", \"id\": \"wamid.A\", \"timestamp\": \"1760000000\", %s}"
			.formatted(fields));
	}

	private static JsonNode status(String fields) {
		return map(delivery("messages",
				value("\"statuses\": [{\"id\": \"wamid.A\", \"timestamp\": \"1760000000\", %s}]".formatted(fields))))
			.get(0);
	}

	private static JsonNode echo(String fields) {
		return map(delivery("smb_message_echoes", value("""
				"message_echoes": [{"from": "15550783881", "id": "wamid.A", "timestamp": "1760000000", %s}]"""
			.formatted(fields)))).get(0);
	}

	private static String thread(String thread, String message) {
		return delivery("history", value("""
				"history": [{"threads": [{%s, "messages": [
				  {"id": "wamid.A", "timestamp": "1750000000", "type": "text", "text": {"body": "x"}, %s}]}]}]"""
			.formatted(thread, message)));
	}

	private static String messages(String more, String messages) {
		return delivery("messages", value("%s \"messages\": [%s]".formatted(more, messages)));
	}

	private static String value(String fields) {
		return """
				{"messaging_product": "whatsapp",
				 "metadata": {"display_phone_number": "+1 555 078-3881", "phone_number_id": "123456789"}, %s}"""
			.formatted(fields);
	}

	private static String delivery(String field, String value) {
		return """
				{"object": "whatsapp_business_account", "entry": [{"id": "104", "time": 1760000777, "changes": [
				  {"field": "%s", "value": %s}]}]}""".formatted(field, value);
	}

	private static JsonNode map(String body) {
		JsonNode events = MAPPING.map(body);
		assertThatOriginsGiveTheSameEvents(events);
		return events;
	}

	/**
	 * Maps what has no place in a graph: something that an event must have is missing.
	 */
	private static JsonNode unchecked(String body) {
		JsonNode events = MAPPING.mapUnchecked(body);
		assertThatOriginsGiveTheSameEvents(events);
		return events;
	}

	/** What is held is posted again later, and must then give what it gave before. */
	private static void assertThatOriginsGiveTheSameEvents(JsonNode events) {
		Map<JsonNode, List<JsonNode>> byOrigin = new LinkedHashMap<>();
		events.forEach(
				(event) -> byOrigin.computeIfAbsent(event.get("origin"), (origin) -> new ArrayList<>()).add(event));
		byOrigin
			.forEach((origin, same) -> assertThat(MAPPING.mapUnchecked(origin.toString())).as("events of %s", origin)
				.containsExactlyElementsOf(same));
	}

	private static String text(JsonNode event, String field) {
		return event.path(field).textValue();
	}

	private static JsonNode raw(JsonNode event) {
		return Mapping.json(event.get("raw").textValue());
	}

	/** What a message says beside who wrote it and when. */
	private static JsonNode said(JsonNode event) {
		return facts(event, "channel", "kind", "id", "contact", "phone", "name", "sentAt", "raw");
	}

	@Test
	void fourTimesAsManyPeopleInOneChangeTakeNoMuchLongerThanFourTimesAsLong() {
		String some = crowd(3_000);
		String many = crowd(12_000);
		long ofSome = Long.MAX_VALUE;
		long ofMany = Long.MAX_VALUE;
		for (int round = 0; round < 3; round++) {
			ofSome = Math.min(ofSome, timeOf(some));
			ofMany = Math.min(ofMany, timeOf(many));
		}

		assertThat((double) ofMany / ofSome).isLessThan(8);
	}

	private static String crowd(int people) {
		List<String> contacts = new ArrayList<>();
		List<String> messages = new ArrayList<>();
		for (int i = 0; i < people; i++) {
			contacts.add("{\"wa_id\":\"49%d\",\"profile\":{\"name\":\"n%d\"}}".formatted(100_000 + i, i));
			messages.add(
					"{\"from\":\"49%d\",\"id\":\"m%d\",\"timestamp\":\"1760000000\",\"type\":\"text\",\"text\":{\"body\":\"x\"}}"
						.formatted(100_000 + i, i));
		}
		return messages("\"contacts\":[%s],".formatted(String.join(",", contacts)), String.join(",", messages));
	}

	private static long timeOf(String delivery) {
		long start = System.nanoTime();
		assertThat(MAPPING.mapUnchecked(delivery)).isNotEmpty();
		return System.nanoTime() - start;
	}

	private static ListAssert<String> assertThatEach(JsonNode nodes, Function<JsonNode, String> value) {
		List<String> values = new ArrayList<>();
		if (nodes != null) {
			nodes.forEach((node) -> values.add(value.apply(node)));
		}
		return assertThat(values);
	}

}
