package dev.switchboard.webhook;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

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

import static dev.switchboard.Platform.assertAccepted;
import static org.assertj.core.api.Assertions.assertThat;

/** Instagram's deliveries: signed bytes in over HTTP, Cypher out. */
@SwitchboardTest
class InstagramWebhookIT {

	private static final String ACCOUNT = "17841";

	private static final String PERSON = "8800";

	private static final long TIME = 1760000000000L;

	@Autowired
	private Platform platform;

	@Autowired
	private Graph graph;

	@BeforeEach
	void bobConnectsHisAccount() {
		this.graph.connect("bob", ChannelAccount.of(ChannelType.instagram, ACCOUNT, "an account"));
	}

	@Test
	void metaProvesThatTheUrlIsOurs() {
		HttpResponse<String> answer = this.platform.send(this.platform.to(Platform.path("instagram")
				+ "?hub.mode=subscribe&hub.verify_token=" + Platform.VERIFY_TOKEN + "&hub.challenge=99"));

		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo("99");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"messaging\":[%s]", "\"changes\":[{\"field\":\"messages\",\"value\":%s}]",
			"\"field\":\"messages\",\"value\":%s" })
	void aTextBecomesAGraphInEveryShape(String shape) {
		postWhole(entry(shape.formatted(text("mid_A", "Hello"))));

		assertThat(this.graph.query("""
				MATCH (u:User)-[:OWNS]->(ch:Channel)<-[:ON]-(v:Conversation)<-[:HAS]-(c:Contact)-[:SENT]->(m:Message),
				      (m)-[:PART_OF]->(v), (u)-[:HAS_CONTACT]->(c)-[:KNOWN_AS]->(i:Identity)
				RETURN u.id, ch.key, i.key, m.key, m.type, m.text, m.direction, toString(m.sentAt) AS sentAt"""))
			.containsExactly(Map.of("u.id", "bob", "ch.key", "instagram:17841", "i.key", "bob/igsid/8800", "m.key",
					"bob/instagram:17841/mid_A", "m.type", "text", "m.text", "Hello", "m.direction", "inbound",
					"sentAt", "2025-10-09T08:53:20Z"));
		this.graph.assertNothingHeld();
	}

	@Test
	void aMessageThatComesInBothShapesIsOneMessage() {
		postWhole(entry("\"messaging\":[%s]".formatted(text("mid_A", "Hello"))));
		String once = this.graph.dump();

		postWhole(entry("\"changes\":[{\"field\":\"messages\",\"value\":%s}]".formatted(text("mid_A", "Hello"))));

		assertThat(this.graph.dump()).isEqualTo(once);
	}

	@Test
	void aReplyToAStoryNamesTheStory() {
		post(message("""
				"mid":"mid_A","text":"Lovely","reply_to":{"story":{"id":"S1","url":"https://cdn/story"}}"""));

		assertThat(this.graph.query("MATCH (m:Message) RETURN m.text, m.storyId, m.storyUrl, m.direction"))
			.containsExactly(Map.of("m.text", "Lovely", "m.storyId", "S1", "m.storyUrl", "https://cdn/story",
					"m.direction", "inbound"));
	}

	@Test
	void aReplyToAMessageIsLinked() {
		post(echo("mid_E", "Well?"), message("\"mid\":\"mid_A\",\"text\":\"Yes\",\"reply_to\":{\"mid\":\"mid_E\"}"));

		assertThat(this.graph.value("MATCH (r:Message)-[:REPLIES_TO]->(m:Message) RETURN r.text + ' ' + m.text"))
			.isEqualTo("Yes Well?");
	}

	@Test
	void aPostThatIsSharedInItsOldAndItsNewFormIsOneAttachment() {
		post(message("""
				"mid":"mid_A","attachments":[{"type":"share","payload":{"url":"https://cdn/p"}},
				{"type":"ig_post","payload":{"ig_post_media_id":"M1","title":"A post","url":"https://cdn/p"}}]"""));

		assertThat(this.graph.query("""
				MATCH (m:Message)-[:HAS_ATTACHMENT]->(a:Attachment)
				RETURN m.type, m.text, a.key, a.kind, a.mediaId, a.url, a.title"""))
			.containsExactly(Map.of("m.type", "ig_post", "m.text", "A post", "a.key", "bob/instagram:17841/mid_A/0",
					"a.kind", "ig_post", "a.mediaId", "M1", "a.url", "https://cdn/p", "a.title", "A post"));
	}

	@Test
	void aMentionInAStoryIsAMessageWithTheStory() {
		post(message(
				"\"mid\":\"mid_A\",\"attachments\":[{\"type\":\"story_mention\",\"payload\":{\"url\":\"https://cdn/s\"}}]"));

		assertThat(this.graph.query("MATCH (m:Message)-[:HAS_ATTACHMENT]->(a) RETURN m.type, m.storyUrl, a.url"))
			.containsExactly(
					Map.of("m.type", "story_mention", "m.storyUrl", "https://cdn/s", "a.url", "https://cdn/s"));
	}

	@Test
	void whatIsUnsentLosesItsTextAndItsFiles() {
		String original = message("""
				"mid":"mid_A","text":"a secret","attachments":[{"type":"image","payload":{"url":"https://cdn/1"}}]""");
		post(original);
		assertThat(this.graph.count("Attachment")).isOne();

		post(at(TIME + 5000, "\"message\":{\"mid\":\"mid_A\",\"is_deleted\":true}"));
		post(original);

		assertThat(this.graph.query("""
				MATCH (:Contact)-[:SENT]->(m:Message)
				RETURN m.text IS NULL AS empty, m.revoked, toString(m.revokedAt) AS at"""))
			.containsExactly(Map.of("empty", true, "m.revoked", true, "at", "2025-10-09T08:53:25Z"));
		assertThat(this.graph.count("Attachment")).isZero();
		assertThat(this.graph.dump()).doesNotContain("a secret", "https://cdn/1");
	}

	@Test
	void whatIsUnsentBeforeItComesStaysEmpty() {
		post(at(TIME + 5000, "\"message\":{\"mid\":\"mid_A\",\"is_deleted\":true}"));
		post(message("""
				"mid":"mid_A","text":"a secret","reply_to":{"story":{"id":"S1","url":"https://cdn/story"}},
				"attachments":[{"type":"image","payload":{"url":"https://cdn/1"}}]"""));

		assertThat(this.graph.query("MATCH (:Contact)-[:SENT]->(m:Message) RETURN m.type, m.text IS NULL AS empty"))
			.containsExactly(Map.of("m.type", "image", "empty", true));
		assertThat(this.graph.dump()).doesNotContain("a secret", "https://cdn/");
		this.graph.assertNothingHeld();
	}

	@Test
	void whatIsSeenIsRead() {
		post(echo("mid_E", "Hi"), echo("mid_F", "Still there?"));
		post(at(TIME + 5000, "\"read\":{\"mid\":\"mid_E\"}"));

		assertThat(this.graph
			.query("""
					MATCH (:Channel)-[:SENT]->(m:Message)-[:TO]->(:Contact)
					RETURN m.id AS id, coalesce(m.status, '-') AS status, coalesce(toString(m.readAt), '-') AS at ORDER BY id"""))
			.containsExactly(Map.of("id", "mid_E", "status", "read", "at", "2025-10-09T08:53:25Z"),
					Map.of("id", "mid_F", "status", "-", "at", "-"));
	}

	@Test
	void aReactionIsSetAndTakenBack() {
		post(echo("mid_E", "Hi"));
		post(at(TIME + 1000,
				"\"reaction\":{\"mid\":\"mid_E\",\"action\":\"react\",\"reaction\":\"love\",\"emoji\":\"❤\"}"));
		assertThat(this.graph.value("MATCH (:Contact)-[r:REACTED]->(:Message {id: 'mid_E'}) RETURN r.emoji"))
			.isEqualTo("❤");

		post(at(TIME + 2000, "\"reaction\":{\"mid\":\"mid_E\",\"action\":\"unreact\"}"));

		assertThat(this.graph.value("MATCH (:Contact)-[r:REACTED]->(:Message) RETURN r.emoji IS NULL")).isEqualTo(true);
	}

	@Test
	void aPostbackIsAMessageWithItsPayload() {
		post(at(TIME, "\"postback\":{\"mid\":\"mid_P\",\"title\":\"Opening hours\",\"payload\":\"HOURS\"}"));

		assertThat(this.graph.query("MATCH (:Contact)-[:SENT]->(m) RETURN m.id, m.type, m.text, m.payload"))
			.containsExactly(
					Map.of("m.id", "mid_P", "m.type", "postback", "m.text", "Opening hours", "m.payload", "HOURS"));
	}

	@Test
	void aQuickReplyKeepsWhatTheBusinessPutBehindIt() {
		post(message("\"mid\":\"mid_A\",\"text\":\"Red\",\"quick_reply\":{\"payload\":\"COLOUR_RED\"}"));

		assertThat(this.graph.query("MATCH (m:Message) RETURN m.text, m.payload"))
			.containsExactly(Map.of("m.text", "Red", "m.payload", "COLOUR_RED"));
	}

	@Test
	void anEditThatIsNoneIsHeldAndTakesNoText() {
		post(text("mid_A", "Hello"));
		post(at(TIME, "\"message_edit\":{\"mid\":\"mid_A\",\"num_edit\":0}"));
		post(edit(0, TIME, ""));

		assertThat(this.graph.query("MATCH (m:Message) RETURN m.text, m.edits IS NULL AS unedited"))
			.containsExactly(Map.of("m.text", "Hello", "unedited", true));
		assertThat(this.graph.query("MATCH (h:HeldEvent) RETURN DISTINCT h.reason, h.channelKey")).hasSize(1)
			.first()
			.satisfies((held) -> assertThat(held).containsEntry("h.reason", "unknown: an edit that changes nothing"));
	}

	@Test
	void anEditChangesTheText() {
		post(edit(2, TIME + 2000, "Hello!"));
		post(text("mid_A", "Helo"));
		post(edit(1, TIME + 1000, "Hello"));
		post(edit(2, TIME + 2000, "Hello!"));

		assertThat(this.graph.query("MATCH (m:Message) RETURN m.text, m.edits, m.editIds")).containsExactly(
				Map.of("m.text", "Hello!", "m.edits", 2L, "m.editIds", List.of("mid_A/0001", "mid_A/0002")));
	}

	@Test
	void anEchoWasSentByTheChannelToTheContact() {
		post(echo("mid_E", "Hi"));

		assertThat(this.graph.query("""
				MATCH (ch:Channel)-[:SENT]->(m:Message)-[:TO]->(c:Contact)-[:KNOWN_AS]->(i:Identity),
				      (m)-[:PART_OF]->(:Conversation)<-[:HAS]-(c)
				RETURN ch.key, i.key, m.text, m.direction""")).containsExactly(Map.of("ch.key", "instagram:17841",
				"i.key", "bob/igsid/8800", "m.text", "Hi", "m.direction", "outbound"));
	}

	@Test
	void aMessageCameFromTheAdThatItsReferralNames() {
		post(message(
				"""
						"mid":"mid_A","text":"How much?","referral":{"ref":"R1","ad_id":"6045","source":"ADS","type":"OPEN_THREAD",
						"ads_context_data":{"ad_title":"Blue shoes","photo_url":"https://cdn/ad"}}"""));

		assertThat(this.graph.query("""
				MATCH (m:Message)-[:CAME_FROM]->(ad:Ad) RETURN m.ref, m.refSource, ad.key, ad.headline"""))
			.containsExactly(Map.of("m.ref", "R1", "m.refSource", "ADS", "ad.key", "bob/instagram:17841/6045",
					"ad.headline", "Blue shoes"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "comments", "live_comments" })
	void aCommentIsAnEventAboutItsAuthorAndCountsOnce(String field) {
		String comment = """
				"changes":[{"field":"%s","value":{"id":"C1","from":{"id":"8800","username":"jane"},"text":"Lovely",
				"media":{"id":"M1","media_product_type":"FEED"},"parent_id":"C0"}}]""".formatted(field);
		postWhole(entry(comment));
		postWhole(entry(comment));

		assertThat(this.graph.query("""
				MATCH (ch:Channel)-[:REPORTED]->(e:ChannelEvent)-[:ABOUT]->(c:Contact)-[:KNOWN_AS]->(i:Identity)
				RETURN e.key, e.kind, e.text, e.itemId, e.parentId, c.username, i.key"""))
			.containsExactly(Map.of("e.key", "bob/instagram:17841/" + field + "/C1", "e.kind", field, "e.text",
					"Lovely", "e.itemId", "M1", "e.parentId", "C0", "c.username", "jane", "i.key", "bob/igsid/8800"));
		this.graph.assertNothingHeld();
	}

	@Test
	void whoCommentsAndWritesIsOneContact() {
		postWhole(
				entry("""
						"changes":[{"field":"comments","value":{"id":"C1","from":{"id":"8800","username":"jane"},"text":"Lovely"}}]"""));
		post(text("mid_A", "Hello"));

		assertThat(
				this.graph.query("MATCH (e:ChannelEvent)-[:ABOUT]->(c:Contact)-[:SENT]->(m) RETURN c.username, m.text"))
			.containsExactly(Map.of("c.username", "jane", "m.text", "Hello"));
		assertThat(this.graph.count("Contact")).isOne();
	}

	@Test
	void aMentionIsAnEventOfTheChannel() {
		postWhole(entry("""
				"changes":[{"field":"mentions","value":{"media_id":"M1","comment_id":"C1"}}]"""));

		assertThat(this.graph
			.query("""
					MATCH (ch:Channel)-[:REPORTED]->(e:ChannelEvent) RETURN ch.key, e.kind, e.itemId, e.raw CONTAINS 'C1' AS whole"""))
			.containsExactly(
					Map.of("ch.key", "instagram:17841", "e.kind", "mentions", "e.itemId", "M1", "whole", true));
		assertThat(this.graph.count("Contact")).isZero();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			referral            | {"ref":"R1","source":"IGME-SOURCE-LINK","type":"OPEN_THREAD"}
			pass_thread_control | {"new_owner_app_id":"123","metadata":"over to you"}
			optin               | {"type":"notification_messages","notification_messages_token":"secret"}
			""")
	void whatElseHappensIsAnEventOfTheChannelAboutTheContact(String key, String value) {
		post(at(TIME, "\"%s\":%s".formatted(key, value)));

		assertThat(this.graph.query("""
				MATCH (ch:Channel)-[:REPORTED]->(e:ChannelEvent)-[:ABOUT]->(:Contact)-[:KNOWN_AS]->(i)
				RETURN e.kind, i.value, toString(e.at) AS at"""))
			.containsExactly(Map.of("e.kind", key, "i.value", PERSON, "at", "2025-10-09T08:53:20Z"));
		assertThat(this.graph.dump()).doesNotContain("secret");
		this.graph.assertNothingHeld();
	}

	@Test
	void aFieldThatIsNewIsKeptAsAnEvent() {
		postWhole(entry("\"changes\":[{\"field\":\"holograms\",\"value\":{\"z\":1}}]"));

		assertThat(this.graph.query("MATCH (:Channel)-[:REPORTED]->(e:ChannelEvent) RETURN e.kind, e.raw"))
			.containsExactly(Map.of("e.kind", "holograms", "e.raw", "{\"z\":1}"));
	}

	@Test
	void anItemThatIsNewIsHeldAndItsNeighboursAreStored() {
		post(text("mid_A", "Hello"), at(TIME, "\"hologram\":{\"z\":1}"));
		Map<String, Object> held = this.graph
			.query("MATCH (h:HeldEvent) RETURN h.id, h.reason, h.provider, h.channelKey, h.payload")
			.getFirst();
		assertThat(held).containsEntry("h.reason", "unknown: an item that the mapping does not know")
			.containsEntry("h.provider", "instagram")
			.containsEntry("h.channelKey", "instagram:17841");
		assertThat(held.get("h.payload").toString()).contains("hologram").doesNotContain("Hello");
		assertThat(this.graph.count("Message")).isOne();

		postWhole((String) held.get("h.payload"));

		assertThat(this.graph.query("MATCH (h:HeldEvent) RETURN h.id, h.reason, h.provider, h.channelKey, h.payload"))
			.containsExactly(held);
	}

	@Test
	void anAccountThatNobodyConnectedIsParked() {
		postWhole(entry("\"messaging\":[%s]".formatted(text("mid_A", "too early"))).replace("\"id\":\"17841\",\"time\"",
				"\"id\":\"404\",\"time\""));

		assertThat(this.graph.query("MATCH (h:HeldEvent) RETURN h.reason, h.channelKey"))
			.containsExactly(Map.of("h.reason", "unknown-channel", "h.channelKey", "instagram:404"));
	}

	@Test
	void aRepeatedDeliveryChangesNothing() {
		String body = entry("\"messaging\":[%s,%s,%s,%s]".formatted(text("mid_A", "Hello"), echo("mid_E", "Hi"),
				at(TIME + 5000, "\"read\":{\"mid\":\"mid_E\"}"),
				at(TIME + 1000, "\"reaction\":{\"mid\":\"mid_E\",\"action\":\"react\",\"emoji\":\"❤\"}")));
		postWhole(body);
		postWhole(body);
		String settled = this.graph.dump();

		postWhole(body);

		assertThat(this.graph.dump()).isEqualTo(settled);
	}

	private void post(String... items) {
		postWhole(entry("\"messaging\":[%s]".formatted(String.join(",", items))));
	}

	private void postWhole(String body) {
		assertAccepted(this.platform.post("instagram", body));
	}

	private static String entry(String content) {
		return "{\"object\":\"instagram\",\"entry\":[{\"id\":\"%s\",\"time\":1760000001,%s}]}".formatted(ACCOUNT,
				content);
	}

	private static String at(long time, String what) {
		return "{\"sender\":{\"id\":\"%s\"},\"recipient\":{\"id\":\"%s\"},\"timestamp\":%d,%s}".formatted(PERSON,
				ACCOUNT, time, what);
	}

	private static String message(String fields) {
		return at(TIME, "\"message\":{%s}".formatted(fields));
	}

	private static String text(String mid, String text) {
		return message("\"mid\":\"%s\",\"text\":\"%s\"".formatted(mid, text));
	}

	private static String edit(int number, long time, String text) {
		return at(time, "\"message_edit\":{\"mid\":\"mid_A\",\"text\":\"%s\",\"num_edit\":%d}".formatted(text, number));
	}

	private static String echo(String mid, String text) {
		return """
				{"sender":{"id":"%s"},"recipient":{"id":"%s"},"timestamp":%d,"message":{"mid":"%s","is_echo":true,
				"text":"%s"}}""".formatted(ACCOUNT, PERSON, TIME, mid, text);
	}

}
