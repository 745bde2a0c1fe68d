package dev.switchboard.webhook;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.stream.Stream;

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

import static dev.switchboard.Platform.assertAccepted;
import static org.assertj.core.api.Assertions.assertThat;

/** Messenger's deliveries: signed bytes in over HTTP, Cypher out. */
@SwitchboardTest
class MessengerWebhookIT {

	private static final String PAGE = "1900";

	private static final String PERSON = "7700";

	private static final long TIME = 1760000000000L;

	@Autowired
	private Platform platform;

	@Autowired
	private Graph graph;

	@BeforeEach
	void bobConnectsHisPage() {
		this.graph.connect("bob", ChannelAccount.of(ChannelType.messenger, PAGE, "a page"));
	}

	@Test
	void metaProvesThatTheUrlIsOurs() {
		HttpResponse<String> answer = this.platform.send(this.platform.to(Platform.path("messenger")
				+ "?hub.mode=subscribe&hub.verify_token=" + Platform.VERIFY_TOKEN + "&hub.challenge=77"));

		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo("77");
	}

	@Test
	void aTextBecomesAGraph() {
		post(text("m_A", "Hello"));

		assertThat(this.graph.query("""
				MATCH (u:User)-[:OWNS]->(ch:Channel)<-[:ON]-(v:Conversation)<-[:HAS]-(c:Contact)-[:SENT]->(m:Message),
				      (m)-[:PART_OF]->(v), (u)-[:HAS_CONTACT]->(c)-[:KNOWN_AS]->(i:Identity)
				RETURN u.id, ch.key, i.key, i.scheme, i.contactId = c.id AS least, v.key = ch.key + '/' + c.id AS keyed,
				       m.key, m.type, m.text, m.direction, m.identityKey, toString(m.sentAt) AS sentAt"""))
			.containsExactly(Map.ofEntries(Map.entry("u.id", "bob"), Map.entry("ch.key", "messenger:1900"),
					Map.entry("i.key", "bob/psid/7700"), Map.entry("i.scheme", "psid"), Map.entry("least", true),
					Map.entry("keyed", true), Map.entry("m.key", "bob/messenger:1900/m_A"), Map.entry("m.type", "text"),
					Map.entry("m.text", "Hello"), Map.entry("m.direction", "inbound"),
					Map.entry("m.identityKey", "bob/psid/7700"), Map.entry("sentAt", "2025-10-09T08:53:20Z")));
	}

	@Test
	void aRepeatedDeliveryChangesNothing() {
		String body = delivery(text("m_A", "Hello"), echo("m_B", TIME + 1000, "Hi"), read(TIME + 5000),
				fromPerson("\"reaction\":{\"mid\":\"m_B\",\"action\":\"react\",\"reaction\":\"love\",\"emoji\":\"❤\"}"),
				fromPerson("\"optin\":{\"type\":\"notification_messages\",\"notification_messages_status\":"
						+ "\"STOP_NOTIFICATIONS\"}"));
		postWhole(body);
		postWhole(body);
		String settled = this.graph.dump();

		postWhole(body);

		assertThat(this.graph.dump()).isEqualTo(settled);
		this.graph.assertNothingHeld();
	}

	@Test
	void anEchoWasSentByTheChannelToTheContact() {
		post(echo("m_E", TIME, "Hi"));

		assertThat(this.graph.query("""
				MATCH (ch:Channel)-[:SENT]->(m:Message)-[:TO]->(c:Contact)-[:KNOWN_AS]->(i:Identity),
				      (m)-[:PART_OF]->(:Conversation)<-[:HAS]-(c)
				RETURN ch.key, i.key, m.text, m.direction, m.appId, m.metadata"""))
			.containsExactly(Map.of("ch.key", "messenger:1900", "i.key", "bob/psid/7700", "m.text", "Hi", "m.direction",
					"outbound", "m.appId", "151", "m.metadata", "from the inbox"));
		assertThat(this.graph.value("MATCH (:Contact)-[s:SENT]->() RETURN count(s)")).isEqualTo(0L);
	}

	@Test
	void filesAreAttachments() {
		post(message("""
				"mid":"m_A","attachments":[{"type":"image","payload":{"url":"https://cdn/1"}},
				{"type":"audio","payload":{"url":"https://cdn/2"}}]"""));

		assertThat(this.graph.query("""
				MATCH (m:Message {type: 'image'})-[:HAS_ATTACHMENT]->(a:Attachment)
				RETURN a.key AS key, a.kind AS kind, a.url AS url ORDER BY key""")).containsExactly(
				Map.of("key", "bob/messenger:1900/m_A/0", "kind", "image", "url", "https://cdn/1"),
				Map.of("key", "bob/messenger:1900/m_A/1", "kind", "audio", "url", "https://cdn/2"));
	}

	@Test
	void aStickerThatComesTwiceInAMessageIsOneAttachment() {
		post(message("""
				"mid":"m_A","sticker_id":369,"attachments":[
				{"type":"image","payload":{"url":"https://cdn/s","sticker_id":369}},
				{"type":"sticker","payload":{"url":"https://cdn/s","sticker_id":369}}]"""));

		assertThat(this.graph.query("MATCH (:Message)-[:HAS_ATTACHMENT]->(a) RETURN a.kind, a.mediaId"))
			.containsExactly(Map.of("a.kind", "sticker", "a.mediaId", "369"));
	}

	@Test
	void aPlaceIsAPoint() {
		post(message("""
				"mid":"m_A","attachments":[{"type":"location","payload":{"title":"Pinned",
				"coordinates":{"lat":52.5,"long":13.25}}}]"""));

		assertThat(this.graph.query("""
				MATCH (m:Message {type: 'location'})
				RETURN m.location.latitude AS lat, m.location.longitude AS long, m.placeName AS name"""))
			.containsExactly(Map.of("lat", 52.5, "long", 13.25, "name", "Pinned"));
	}

	@Test
	void aPostbackIsAMessageWithItsPayload() {
		post(fromPerson("\"postback\":{\"mid\":\"m_P\",\"title\":\"Get started\",\"payload\":\"START\"}"));

		assertThat(this.graph.query("MATCH (:Contact)-[:SENT]->(m) RETURN m.id, m.type, m.text, m.payload"))
			.containsExactly(
					Map.of("m.id", "m_P", "m.type", "postback", "m.text", "Get started", "m.payload", "START"));
	}

	@Test
	void aQuickReplyKeepsWhatTheBusinessPutBehindIt() {
		post(message("\"mid\":\"m_A\",\"text\":\"Red\",\"quick_reply\":{\"payload\":\"COLOUR_RED\"}"));

		assertThat(this.graph.query("MATCH (m:Message) RETURN m.text, m.payload"))
			.containsExactly(Map.of("m.text", "Red", "m.payload", "COLOUR_RED"));
	}

	@Test
	void aReplyIsLinkedAlsoToAnEcho() {
		post(message("\"mid\":\"m_R\",\"text\":\"Yes\",\"reply_to\":{\"mid\":\"m_E\"}"));
		post(echo("m_E", TIME - 1000, "Well?"));

		assertThat(this.graph.query("""
				MATCH (r:Message)-[:REPLIES_TO]->(m:Message)<-[:SENT]-(:Channel) RETURN r.text, m.text, m.direction"""))
			.containsExactly(Map.of("r.text", "Yes", "m.text", "Well?", "m.direction", "outbound"));
	}

	@Test
	void aMessageCameFromTheAdThatItsReferralNames() {
		post(message(
				"""
						"mid":"m_A","text":"Is it there?","referral":{"ref":"R1","source":"ADS","type":"OPEN_THREAD","ad_id":"6045",
						"ads_context_data":{"ad_title":"Blue shoes","photo_url":"https://cdn/ad"}}"""));

		assertThat(this.graph.query("""
				MATCH (m:Message)-[:CAME_FROM]->(ad:Ad)
				RETURN m.ref, m.refSource, ad.key, ad.sourceId, ad.headline, ad.mediaUrl"""))
			.containsExactly(Map.of("m.ref", "R1", "m.refSource", "ADS", "ad.key", "bob/messenger:1900/6045",
					"ad.sourceId", "6045", "ad.headline", "Blue shoes", "ad.mediaUrl", "https://cdn/ad"));
	}

	@Test
	void aDeliveryReportTellsOfSingleMessagesAndOfAllBeforeATime() {
		post(echo("m_1", TIME, "one"), echo("m_2", TIME + 1000, "two"), echo("m_3", TIME + 9000, "three"));

		post(fromPerson("\"delivery\":{\"mids\":[\"m_2\"],\"watermark\":" + (TIME + 2000) + "}"));

		assertThat(statuses()).isEqualTo("m_1 delivered, m_2 delivered, m_3 -");
		assertThat(this.graph.value("MATCH (v:Conversation) RETURN toString(v.deliveredUpTo)"))
			.isEqualTo("2025-10-09T08:53:22Z");
	}

	@Test
	void aReadReportCountsForTheMessagesBeforeIt() {
		post(echo("m_1", TIME, "one"), echo("m_2", TIME + 9000, "two"), text("m_3", "theirs"));

		post(read(TIME + 2000));

		assertThat(statuses()).isEqualTo("m_1 read, m_2 -, m_3 -");
	}

	@Test
	void aReadReportCountsForAMessageOfBeforeThatComesLater() {
		post(read(TIME + 2000));
		post(echo("m_1", TIME, "one"), echo("m_2", TIME + 9000, "two"));

		assertThat(statuses()).isEqualTo("m_1 read, m_2 -");
	}

	@Test
	void anOlderReadReportTakesNothingBack() {
		post(echo("m_1", TIME, "one"));
		post(read(TIME + 2000));
		post(fromPerson("\"delivery\":{\"watermark\":" + (TIME + 3000) + "}"));
		post(read(TIME + 1000));

		assertThat(statuses()).isEqualTo("m_1 read");
		assertThat(this.graph.value("MATCH (v:Conversation) RETURN toString(v.readUpTo)"))
			.isEqualTo("2025-10-09T08:53:22Z");
	}

	@Test
	void aReactionIsSetAndTakenBack() {
		post(echo("m_E", TIME, "Hi"));
		post(reaction(TIME + 1000, "\"action\":\"react\",\"reaction\":\"love\",\"emoji\":\"❤\""));
		assertThat(this.graph.value("""
				MATCH (:Contact)-[r:REACTED]->(:Message {id: 'm_E'}) RETURN r.emoji + ' ' + r.channelKey"""))
			.isEqualTo("❤ messenger:1900");

		post(reaction(TIME + 2000, "\"action\":\"unreact\""));

		assertThat(this.graph.query("MATCH ()-[r:REACTED]->() RETURN r.emoji IS NULL AS gone, toString(r.at) AS at"))
			.containsExactly(Map.of("gone", true, "at", "2025-10-09T08:53:22Z"));
	}

	@Test
	void anEditChangesTheTextOnce() {
		post(text("m_A", "Helo"));
		String edit = fromPerson("\"message_edit\":{\"mid\":\"m_A\",\"text\":\"Hello\",\"num_edit\":1}");
		post(edit);
		post(edit);

		assertThat(this.graph.query("MATCH (m:Message) RETURN m.text, m.edits, m.editIds"))
			.containsExactly(Map.of("m.text", "Hello", "m.edits", 1L, "m.editIds", java.util.List.of("m_A/0001")));
	}

	@Test
	void whoeverStopsTheNotificationsWantsNoMarketing() {
		post(at(TIME, optin("STOP_NOTIFICATIONS")));
		assertThat(this.graph.value("MATCH (c:Contact) RETURN c.marketing")).isEqualTo("stop");

		post(at(TIME + 5000, optin("RESUME_NOTIFICATIONS")));
		post(at(TIME + 1000, optin("STOP_NOTIFICATIONS")));

		assertThat(this.graph.value("MATCH (c:Contact) RETURN c.marketing")).isEqualTo("resume");
		assertThat(this.graph.value("MATCH (e:ChannelEvent {kind: 'optin'})-[:ABOUT]->(:Contact) RETURN count(e)"))
			.isEqualTo(3L);
		assertThat(this.graph.dump()).doesNotContain("secret");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					account_linking      | {"status":"linked","authorization_code":"secret"}              | linked
					pass_thread_control  | {"new_owner_app_id":"123","metadata":"over to you"}            | 123
					take_thread_control  | {"previous_owner_app_id":"123","metadata":"mine"}              | -
					request_thread_control | {"requested_owner_app_id":"123","metadata":"please"}         | 123
					app_roles            | {"123":["primary_receiver"]}                                   | primary_receiver
					policy-enforcement   | {"action":"block","reason":"The page breaks a rule"}           | block
					referral             | {"ref":"R1","source":"SHORTLINK","type":"OPEN_THREAD"}         | SHORTLINK
					response_feedback    | {"feedback":"Good","mid":"m_A"}                                | Good
					optin                | {"type":"notification_messages","payload":"P"}                 | notification_messages
					""")
	void whatElseHappensIsAnEventOfTheChannelAboutTheContact(String key, String value, String status) {
		post(fromPerson("\"%s\":%s".formatted(key, value)));

		assertThat(this.graph.query("""
				MATCH (ch:Channel)-[:REPORTED]->(e:ChannelEvent)-[about:ABOUT]->(:Contact)-[:KNOWN_AS]->(i:Identity)
				RETURN ch.key, e.kind, coalesce(e.status, '-') AS status, about.identityKey = i.key AS by, i.value,
				       toString(e.at) AS at""")).containsExactly(Map.of("ch.key", "messenger:1900", "e.kind",
				key.replace('-', '_'), "status", status, "by", true, "i.value", PERSON, "at", "2025-10-09T08:53:20Z"));
		assertThat(this.graph.dump()).doesNotContain("secret");
		this.graph.assertNothingHeld();
	}

	@Test
	void noTokenIsInTheGraph() {
		String optin = fromPerson(optin("STOP_NOTIFICATIONS"));
		post(optin);
		post(fromPerson("\"hologram\":{\"hologram_token\":\"secret\",\"z\":1}"));
		postWhole(deliveryTo("1997", optin.replace(PAGE, "1997")));
		postWhole("{\"object\":\"page\",\"object\":\"page\",\"access_token\":\"secret\"}");
		postWhole("{\"object\":\"page\",\"access_token\":\"secret\",");

		assertThat(this.graph.query("MATCH (h:HeldEvent) RETURN h.reason AS reason ORDER BY reason"))
			.extracting("reason")
			.containsExactly("unknown-channel", "unknown: an item that the mapping does not know", "unreadable",
					"unreadable");
		assertThat(this.graph.dump()).contains("[redacted]").doesNotContain("secret");

		String parked = (String) this.graph
			.value("MATCH (h:HeldEvent {channelKey: 'messenger:1997'}) RETURN h.payload");
		this.graph.connect("ann", ChannelAccount.of(ChannelType.messenger, "1997", "another page"));
		postWhole(parked);

		assertThat(this.graph.value("""
				MATCH (:Channel {key: 'messenger:1997'})-[:REPORTED]->(e {kind: 'optin'}) RETURN count(e)"""))
			.isEqualTo(1L);
	}

	@Test
	void whatBecomesOfAMarketingMessageIsAnEventWithoutItsToken() {
		String value = """
				"recipient_id":24981234567890123,"page_id":%s,"app_id":7,"timestamp":%d,"message_id":"120300000000000021",\
				"messenger_subscription_token":"secret","mid":"m_M\"""";
		String change = "{\"field\":\"marketing_message_%s\",\"value\":{%s}}";
		String body = "{\"object\":\"page\",\"entry\":[{\"id\":\"1900\",\"time\":1760000009,\"changes\":[%s,%s]}]}"
			.formatted(change.formatted("echoes", value.formatted(PAGE, 1760000000)),
					change.formatted("reads", value.formatted(PAGE, 1760000001)));
		String flat = "{\"object\":\"page\",\"entry\":[{\"id\":\"%s\",\"time\":1760000009,\"field\":\"marketing_message_clicks\",%s}]}";
		postWhole(body);
		postWhole(body);
		postWhole(flat.formatted(PAGE, value.formatted(PAGE, 1760000002)));
		postWhole(flat.formatted("1996", value.formatted("1996", 1760000002)));

		assertThat(this.graph.query("""
				MATCH (:Channel {key: 'messenger:1900'})-[:REPORTED]->(e)-[:ABOUT]->(:Contact)-[:KNOWN_AS]->(i)
				RETURN e.kind AS kind, e.itemId AS item, e.parentId AS campaign, i.value AS person ORDER BY kind"""))
			.isEqualTo(Stream.of("clicks", "echoes", "reads")
				.map((what) -> Map.<String, Object>of("kind", "marketing_message_" + what, "item", "m_M", "campaign",
						"120300000000000021", "person", "24981234567890123"))
				.toList());
		assertThat(this.graph.value("MATCH (h:HeldEvent {channelKey: 'messenger:1996'}) RETURN h.payload").toString())
			.contains("24981234567890123", "[redacted]");
		assertThat(this.graph.dump()).doesNotContain("secret");
	}

	@Test
	void callsAndTheAnswersToRequestsToCallAreEventsAboutTheContact() {
		postWhole("""
				{"object":"page","entry":[{"id":"1900","time":1760000009000,"calls":[
				{"id":"c_1","from":"%1$s","to":"1900","event":"connect","timestamp":"1760000000"},
				{"id":"c_1","from":"%1$s","to":"1900","event":"terminate","timestamp":"1760000060"}]}]}"""
			.formatted(PERSON));
		postWhole("""
				{"object":"page","entry":[{"sender":{"id":"%s"},"recipient":{"id":"1900"},"timestamp":1760000100,
				"call_permission_reply":{"response":"accept"}}]}""".formatted(PERSON));

		assertThat(this.graph.query("""
				MATCH (:Channel {key: 'messenger:1900'})-[:REPORTED]->(e)-[:ABOUT]->(:Contact)-[:KNOWN_AS]->(i)
				RETURN e.kind + ' ' + e.status + ' ' + i.value AS found ORDER BY e.at""")).extracting("found")
			.containsExactly("calls connect " + PERSON, "calls terminate " + PERSON,
					"call_permission_reply accept " + PERSON);
		this.graph.assertNothingHeld();
	}

	@Test
	void aCommentIsAnEventAboutItsAuthor() {
		postWhole("""
				{"object":"page","entry":[{"id":"1900","time":1760000009,"changes":[{"field":"feed","value":{
				"item":"comment","verb":"add","comment_id":"9_1","post_id":"1900_9","parent_id":"1900_9",
				"from":{"id":"7700","name":"Jane"},"message":"Lovely","created_time":1760000000}}]}]}""");

		assertThat(this.graph.query("""
				MATCH (:Channel)-[:REPORTED]->(e:ChannelEvent {kind: 'feed'})-[:ABOUT]->(c:Contact)
				RETURN e.status, e.text, e.itemId, e.parentId, c.name""")).containsExactly(Map.of("e.status", "add",
				"e.text", "Lovely", "e.itemId", "9_1", "e.parentId", "1900_9", "c.name", "Jane"));
		this.graph.assertNothingHeld();
	}

	@Test
	void anUnknownItemIsHeldAndItsNeighboursAreStored() {
		post(text("m_A", "Hello"), fromPerson("\"hologram\":{\"z\":1}"), text("m_B", "Bye"));

		assertThat(this.graph.query("""
				MATCH (h:HeldEvent) RETURN h.reason, h.provider, h.channelKey, h.payload CONTAINS 'hologram' AS kept,
				       h.payload CONTAINS 'Hello' AS more"""))
			.containsExactly(Map.of("h.reason", "unknown: an item that the mapping does not know", "h.provider",
					"messenger", "h.channelKey", "messenger:1900", "kept", true, "more", false));
		assertThat(this.graph.count("Message")).isEqualTo(2);
	}

	@Test
	void aPageThatNobodyConnectedIsParkedUntilItIs() {
		postWhole(deliveryTo("1999", text("m_A", "too early")));
		assertThat(this.graph.query("MATCH (h:HeldEvent) RETURN h.reason, h.channelKey"))
			.containsExactly(Map.of("h.reason", "unknown-channel", "h.channelKey", "messenger:1999"));
		String payload = (String) this.graph.value("MATCH (h:HeldEvent) RETURN h.payload");
		this.graph.connect("bob", ChannelAccount.of(ChannelType.messenger, "1999", "another page"));

		postWhole(payload);

		assertThat(this.graph.value("MATCH (:Contact)-[:SENT]->(m:Message) RETURN m.key + ' ' + m.text"))
			.isEqualTo("bob/messenger:1999/m_A too early");
	}

	@Test
	void twoPagesOfTwoUsersInOneBodyStayApart() {
		this.graph.connect("ann", ChannelAccount.of(ChannelType.messenger, "1901", "Ann's page"));
		postWhole("""
				{"object":"page","entry":[%s,%s]}""".formatted(entry(PAGE, text("m_A", "to Bob")),
				entry("1901", text("m_B", "to Ann"))));

		assertThat(this.graph.query("""
				MATCH (u:User)-[:HAS_CONTACT]->(c:Contact)-[:SENT]->(m:Message)-[:PART_OF]->(v:Conversation)-[:ON]->(ch)
				MATCH (c)-[:KNOWN_AS]->(i:Identity)
				RETURN u.id, ch.key, m.text, i.key ORDER BY u.id""")).containsExactly(
				Map.of("u.id", "ann", "ch.key", "messenger:1901", "m.text", "to Ann", "i.key", "ann/psid/7700"),
				Map.of("u.id", "bob", "ch.key", "messenger:1900", "m.text", "to Bob", "i.key", "bob/psid/7700"));
	}

	@Test
	void aPersonWhoWasARefBeforeTheFirstMessageIsOneContact() {
		postWhole(delivery("""
				{"recipient":{"id":"1900"},"timestamp":1760000000000,"optin":{"ref":"R","user_ref":"U1"}}"""));
		postWhole(delivery("""
				{"sender":{"id":"7700","user_ref":"U1"},"recipient":{"id":"1900"},"timestamp":1760000001000,
				"message":{"mid":"m_A","text":"It is me"}}"""));

		assertThat(this.graph.query("""
				MATCH (e:ChannelEvent)-[:ABOUT]->(c:Contact)-[:SENT]->(m:Message)
				RETURN e.kind, m.text, COUNT { (c)-[:KNOWN_AS]->() } AS identities"""))
			.containsExactly(Map.of("e.kind", "optin", "m.text", "It is me", "identities", 2L));
		assertThat(this.graph.count("Contact")).isOne();
		this.graph.assertNothingHeld();
	}

	@Test
	void aMessageOfAStandbyListSaysSo() {
		postWhole("""
				{"object":"page","entry":[{"id":"1900","time":1760000000000,"standby":[%s]}]}"""
			.formatted(text("m_A", "Hello")));

		assertThat(this.graph.query("MATCH (m:Message) RETURN m.text, m.standby"))
			.containsExactly(Map.of("m.text", "Hello", "m.standby", true));
	}

	private Object statuses() {
		return this.graph.query("""
				MATCH (m:Message) WITH m ORDER BY m.id
				RETURN collect(m.id + ' ' + coalesce(m.status, '-')) AS all""")
			.getFirst()
			.get("all")
			.toString()
			.replaceAll("[\\[\\]]", "");
	}

	private void post(String... items) {
		postWhole(delivery(items));
	}

	private void postWhole(String body) {
		assertAccepted(this.platform.post("messenger", body));
	}

	private static String delivery(String... items) {
		return deliveryTo(PAGE, items);
	}

	private static String deliveryTo(String page, String... items) {
		return "{\"object\":\"page\",\"entry\":[%s]}".formatted(entry(page, items));
	}

	private static String entry(String page, String... items) {
		return "{\"id\":\"%s\",\"time\":1760000001000,\"messaging\":[%s]}".formatted(page, String.join(",", items));
	}

	private static String at(long time, String what) {
		return "{\"sender\":{\"id\":\"%s\"},\"recipient\":{\"id\":\"%s\"},\"timestamp\":%d,%s}".formatted(PERSON, PAGE,
				time, what);
	}

	private static String fromPerson(String what) {
		return at(TIME, what);
	}

	private static String message(String fields) {
		return fromPerson("\"message\":{%s}".formatted(fields));
	}

	private static String text(String mid, String text) {
		return message("\"mid\":\"%s\",\"text\":\"%s\"".formatted(mid, text));
	}

	private static String echo(String mid, long time, String text) {
		return """
				{"sender":{"id":"%s"},"recipient":{"id":"%s"},"timestamp":%d,"message":{"mid":"%s","is_echo":true,
				"app_id":151,"metadata":"from the inbox","text":"%s"}}""".formatted(PAGE, PERSON, time, mid, text);
	}

	private static String read(long watermark) {
		return at(watermark + 100, "\"read\":{\"watermark\":%d}".formatted(watermark));
	}

	private static String reaction(long time, String fields) {
		return at(time, "\"reaction\":{\"mid\":\"m_E\",%s}".formatted(fields));
	}

	private static String optin(String status) {
		return """
				"optin":{"type":"notification_messages","notification_messages_token":"secret",\
				"notification_messages_status":"%s"}""".formatted(status);
	}

}
