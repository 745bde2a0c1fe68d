package dev.switchboard.webhook;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

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

import static dev.switchboard.Platform.delivery;
import static dev.switchboard.Platform.text;
import static dev.switchboard.Platform.assertAccepted;
import static org.assertj.core.api.Assertions.assertThat;

/** What WhatsApp tells beside plain messages: signed bytes in over HTTP, Cypher out. */
@SwitchboardTest
class WhatsappEventsIT {

	private static final String NUMBER = "123456789";

	private static final String PERSON = "919900112233";

	private static final String WABA = "104";

	private static final long TIME = 1760000000;

	@Autowired
	private Platform platform;

	@Autowired
	private Graph graph;

	@BeforeEach
	void bobConnectsHisNumber() {
		this.graph.connect("bob", new ChannelAccount(ChannelType.whatsapp, NUMBER, "a number", WABA, "15550783881"));
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, 1, 2, 3, 4, 5 })
	void theFurthestStatusCountsWhicheverOrderTheyComeIn(long seed) {
		List<String> ladder = new ArrayList<>(List.of(status("wamid.A", "accepted", TIME),
				status("wamid.A", "sent", TIME + 1), status("wamid.A", "delivered", TIME + 2),
				status("wamid.A", "read", TIME + 3), status("wamid.A", "played", TIME + 4)));
		Collections.shuffle(ladder, new Random(seed));

		ladder.subList(0, 3).forEach(this::statuses);
		statuses(ladder.get(3), ladder.get(4));
		statuses(ladder.getFirst());

		assertThat(this.graph
			.query("""
					MATCH (:Channel)-[:SENT]->(m:Message)-[:TO]->(c:Contact)
					RETURN m.status, toString(m.acceptedAt) AS accepted, toString(m.dispatchedAt) AS sent,
					       toString(m.deliveredAt) AS delivered, toString(m.readAt) AS read, toString(m.playedAt) AS played"""))
			.containsExactly(Map.of("m.status", "played", "accepted", "2025-10-09T08:53:20Z", "sent",
					"2025-10-09T08:53:21Z", "delivered", "2025-10-09T08:53:22Z", "read", "2025-10-09T08:53:23Z",
					"played", "2025-10-09T08:53:24Z"));
		this.graph.assertNothingHeld();
	}

	@Test
	void aStatusBeforeItsMessageMakesAStubThatTheMessageFills() {
		statuses(status("wamid.E", "delivered", TIME + 5));
		assertThat(this.graph.query("MATCH (m:Message) RETURN m.id, m.direction, m.type IS NULL AS stub"))
			.containsExactly(Map.of("m.id", "wamid.E", "m.direction", "outbound", "stub", true));

		postChange("smb_message_echoes", "\"message_echoes\":[%s]".formatted(echo("wamid.E", "Hi")));

		assertThat(this.graph.query("""
				MATCH (:Channel)-[:SENT]->(m:Message)-[:TO]->(:Contact) RETURN m.text, m.status, m.type"""))
			.containsExactly(Map.of("m.text", "Hi", "m.status", "delivered", "m.type", "text"));
		assertThat(this.graph.count("Message")).isOne();
	}

	@Test
	void nobodyGetsTheNameOfAnotherPersonOfTheSameDelivery() {
		String contacts = """
				"contacts":[{"profile":{"name":"Ann"},"wa_id":"447700900801","user_id":"GB.801"}]""";
		postChange("messages", contacts + ",\"messages\":[%s,%s,%s]".formatted(text("447700900801", "wamid.1", "a"),
				text("447700900802", "wamid.2", "b"), text("447700900801", "wamid.3", "c")));
		postChange("messages", contacts + ",\"messages\":[%s]".formatted(text("447700900803", "wamid.4", "d")));

		assertThat(this.graph.query("""
				MATCH (c:Contact)-[:KNOWN_AS]->(i:Identity) WITH c, i ORDER BY i.value
				RETURN c.phone AS phone, coalesce(c.name, '') AS name, collect(i.value) AS known ORDER BY phone"""))
			.containsExactly(Map.of("phone", "447700900801", "name", "Ann", "known", List.of("447700900801", "GB.801")),
					Map.of("phone", "447700900802", "name", "", "known", List.of("447700900802")),
					Map.of("phone", "447700900803", "name", "", "known", List.of("447700900803")));
		assertThat(this.graph.count("Message")).isEqualTo(4);
		this.graph.assertNothingHeld();
	}

	@Test
	void aFailureTellsWhyAndADeliveryStillCountsMore() {
		statuses("""
				{"id":"wamid.A","status":"failed","timestamp":"1760000001","recipient_id":"919900112233",
				"errors":[{"code":131026,"title":"Message undeliverable"}]}""");
		assertThat(this.graph.query("MATCH (m:Message) RETURN m.status, m.errorCode, m.errorTitle")).containsExactly(
				Map.of("m.status", "failed", "m.errorCode", 131026L, "m.errorTitle", "Message undeliverable"));

		statuses(status("wamid.A", "sent", TIME));
		assertThat(this.graph.value("MATCH (m:Message) RETURN m.status")).isEqualTo("failed");
		statuses(status("wamid.A", "delivered", TIME + 9));

		assertThat(this.graph.value("MATCH (m:Message) RETURN m.status")).isEqualTo("delivered");
	}

	@Test
	void aStatusTellsWhatTheMessageCosts() {
		statuses("""
				{"id":"wamid.A","status":"sent","timestamp":"1760000001","recipient_id":"919900112233",
				"biz_opaque_callback_data":"order-7",
				"pricing":{"billable":true,"pricing_model":"PMP","category":"marketing"}}""");

		assertThat(this.graph
			.query("MATCH (m:Message) RETURN m.pricingCategory, m.pricingModel, m.billable, m.callbackData"))
			.containsExactly(Map.of("m.pricingCategory", "marketing", "m.pricingModel", "PMP", "m.billable", true,
					"m.callbackData", "order-7"));
	}

	@Test
	void aStatusInAGroupNamesTheGroupAndTheParticipant() {
		statuses("""
				{"id":"wamid.A","status":"read","timestamp":"1760000001","recipient_type":"group","recipient_id":"G1",
				"recipient_participant_id":"919900112233"}""");

		assertThat(this.graph.query("""
				MATCH (m:Message)-[:TO]->(:Contact)-[:KNOWN_AS]->(i:Identity) RETURN m.groupId, i.value"""))
			.containsExactly(Map.of("m.groupId", "G1", "i.value", PERSON));
	}

	@Test
	void aStatusWithoutARecipientIsKept() {
		statuses("{\"id\":\"wamid.A\",\"status\":\"sent\",\"timestamp\":\"1760000001\"}");

		assertThat(this.graph.value("MATCH (:Channel)-[:SENT]->(m:Message) RETURN m.status")).isEqualTo("sent");
		assertThat(this.graph.count("Contact")).isZero();
	}

	@Test
	void aStatusThatIsNotKnownIsHeld() {
		statuses(status("wamid.A", "teleported", TIME));

		assertThat(this.graph.value("MATCH (h:HeldEvent) RETURN h.reason"))
			.isEqualTo("unknown: a status that the mapping does not know");
		assertThat(this.graph.count("Message")).isZero();
	}

	@Test
	void aReactionIsSetChangedAndTakenBackAndAnOlderOneThatComesLateChangesNothing() {
		post(text("wamid.A", "Hello"), reaction(TIME + 1, "👍"));
		assertThat(reactions()).containsExactly("👍");
		post(reaction(TIME + 3, "❤"));
		assertThat(reactions()).containsExactly("❤");
		post(reaction(TIME + 2, "😮"));
		assertThat(reactions()).containsExactly("❤");
		post(reaction(TIME + 5, ""));
		assertThat(reactions()).containsExactly("-");

		post(reaction(TIME + 4, "👍"));

		assertThat(reactions()).containsExactly("-");
		assertThat(this.graph.count("Message")).isOne();
	}

	@Test
	void aReactionBeforeItsMessageWaitsAtAStub() {
		post(reaction(TIME + 1, "👍"));
		post(text("wamid.A", "Hello"));

		assertThat(this.graph.value("MATCH (:Contact)-[r:REACTED]->(m:Message) RETURN r.emoji + m.text"))
			.isEqualTo("👍Hello");
	}

	@Test
	void theBusinessReactsToo() {
		post(text("wamid.A", "Hello"));
		postChange("smb_message_echoes", """
				"message_echoes":[{"from":"15550783881","to":"919900112233","id":"wamid.R","timestamp":"1760000003",
				"type":"reaction","reaction":{"message_id":"wamid.A","emoji":"🎉"}}]""");

		assertThat(this.graph.value("MATCH (:Channel)-[r:REACTED]->(m:Message) RETURN r.emoji + m.text"))
			.isEqualTo("🎉Hello");
		this.graph.assertNothingHeld();
	}

	@Test
	void anEditAfterTheOriginalReplacesItsText() {
		post(text("wamid.A", "Helo"));
		post(edit("wamid.E1", TIME + 5, "Hello"));

		assertThat(this.graph.query("MATCH (m:Message) RETURN m.text, m.edits, toString(m.editedAt) AS at"))
			.containsExactly(Map.of("m.text", "Hello", "m.edits", 1L, "at", "2025-10-09T08:53:25Z"));
	}

	@Test
	void anEditBeforeTheOriginalKeepsItsText() {
		post(edit("wamid.E1", TIME + 5, "Hello"));
		post(text("wamid.A", "Helo"));

		assertThat(this.graph.query("MATCH (:Contact)-[:SENT]->(m:Message) RETURN m.text, m.edits, m.type"))
			.containsExactly(Map.of("m.text", "Hello", "m.edits", 1L, "m.type", "text"));
	}

	@Test
	void twoEditsAreCountedOnceEachHoweverOftenTheyCome() {
		post(text("wamid.A", "Helo"));
		post(edit("wamid.E2", TIME + 6, "Hello!"), edit("wamid.E1", TIME + 5, "Hello"));
		post(edit("wamid.E1", TIME + 5, "Hello"));
		post(edit("wamid.E2", TIME + 6, "Hello!"), edit("wamid.E2", TIME + 6, "Hello!"));

		assertThat(this.graph.query("MATCH (m:Message) RETURN m.text, m.edits, m.editIds, m.lastEditId"))
			.containsExactly(Map.of("m.text", "Hello!", "m.edits", 2L, "m.editIds", List.of("wamid.E1", "wamid.E2"),
					"m.lastEditId", "wamid.E2"));
	}

	@Test
	void aMessageThatWasDeletedStaysEmptyThoughItComesLate() {
		post(revoke(TIME + 9));
		post(image("wamid.A"), edit("wamid.E1", TIME + 5, "an edit"));

		assertThat(this.graph.query("""
				MATCH (:Contact)-[:SENT]->(m:Message)
				RETURN m.type, m.text IS NULL AS empty, toString(m.revokedAt) AS at"""))
			.containsExactly(Map.of("m.type", "image", "empty", true, "at", "2025-10-09T08:53:29Z"));
		assertThat(this.graph.count("Attachment")).isZero();
		this.graph.assertNothingHeld();
	}

	@Test
	void deletingAMessageTakesItsTextAndItsFiles() {
		post(image("wamid.A"), text("wamid.B", "stays"));
		assertThat(this.graph.count("Attachment")).isOne();

		post(revoke(TIME + 9));

		assertThat(this.graph.count("Attachment")).isZero();
		assertThat(this.graph.query("MATCH (m:Message) RETURN m.id, coalesce(m.text, '-') AS text ORDER BY m.id"))
			.containsExactly(Map.of("m.id", "wamid.A", "text", "-"), Map.of("m.id", "wamid.B", "text", "stays"));
	}

	@Test
	void deletingALocationTakesThePlace() {
		post(message("wamid.A", "location", """
				{"latitude":52.5,"longitude":13.25,"name":"Home","address":"1 Road"}"""));
		post(revoke(TIME + 9));

		assertThat(this.graph
			.value("MATCH (m:Message) RETURN m.location IS NULL AND m.placeName IS NULL AND m.address IS NULL"
					+ " AND m.raw IS NULL AND m.text IS NULL"))
			.isEqualTo(true);
	}

	@Test
	void whatIsWrittenOnTheBusinesssTelephoneIsAnEcho() {
		postChange("smb_message_echoes", "\"message_echoes\":[%s]".formatted(echo("wamid.E", "From my telephone")));

		assertThat(this.graph.query("""
				MATCH (ch:Channel)-[:SENT]->(m:Message)-[:TO]->(c:Contact)-[:KNOWN_AS]->(i:Identity),
				      (m)-[:PART_OF]->(v:Conversation)<-[:HAS]-(c)
				RETURN ch.key, i.key, m.text, m.direction, m.identityKey, toString(v.answeredAt) AS answered"""))
			.containsExactly(Map.of("ch.key", "whatsapp:123456789", "i.key", "bob/wa/919900112233", "m.text",
					"From my telephone", "m.direction", "outbound", "m.identityKey", "bob/wa/919900112233", "answered",
					"2025-10-09T08:53:22Z"));
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void whatAnotherResponderWroteIsAnOutboundMessageWhicheverOrderItAndItsStatusComeIn(boolean statusFirst) {
		String contacts = """
				"contacts":[{"profile":{"name":"Ada"},"wa_id":"447700900811","user_id":"GB.811"}]""";
		String status = """
				"standby":{"statuses":[{"id":"wamid.R","status":"sent","timestamp":"1760000006",
				"recipient_id":"447700900811","recipient_user_id":"GB.811"}]}""";
		String echoes = """
				"standby":{"message_echoes":[{"id":"wamid.R","timestamp":"1760000005","message":{"to":"447700900811",
				"recipient_type":"individual","type":"text","text":{"preview_url":false,"body":"Seven are left."}}},
				{"id":"wamid.T","timestamp":"1760000007","message":{"to":"447700900811","type":"template",
				"template":{"name":"kept_for_you","language":{"code":"en"}}},"template":{"name":"kept_for_you"}}]}""";
		postChange("standby", """
				"standby":{%s,"messages":[{"from":"447700900811","from_user_id":"GB.811","id":"wamid.Q",
				"timestamp":"1760000000","type":"text","text":{"body":"How many are left?"}}]}""".formatted(contacts));
		List<String> both = statusFirst ? List.of(status, echoes) : List.of(echoes, status);
		both.forEach((change) -> postChange("standby", change));

		List<Map<String, Object>> messages = List.of(
				Map.of("id", "wamid.Q", "direction", "inbound", "type", "text", "text", "How many are left?", "status",
						"-", "standby", true, "name", "Ada"),
				Map.of("id", "wamid.R", "direction", "outbound", "type", "text", "text", "Seven are left.", "status",
						"sent", "standby", true, "name", "Ada"),
				Map.of("id", "wamid.T", "direction", "outbound", "type", "template", "text", "-", "status", "-",
						"standby", true, "name", "Ada"));
		assertThat(standby()).isEqualTo(messages);
		both.reversed().forEach((change) -> postChange("standby", change));

		assertThat(standby()).isEqualTo(messages);
		assertThat(this.graph.value("MATCH (m:Message {id: 'wamid.T'}) RETURN m.raw CONTAINS 'kept_for_you'"))
			.isEqualTo(true);
		assertThat(
				this.graph.value("MATCH (c:Contact)-[:KNOWN_AS]->(i) WITH i.value AS v ORDER BY v RETURN collect(v)"))
			.isEqualTo(List.of("447700900811", "GB.811"));
		this.graph.assertNothingHeld();
	}

	@Test
	void aThreadThatIsHandedOverKeepsItsSummaryAndItsMessage() {
		String summary = "\"conversation_context\":{\"type\":\"summary\",\"summary\":{\"text\":\"Wants a lamp.\"}}";
		postWhole(
				"""
						{"object":"whatsapp_business_account","entry":[{"id":"104","changes":[{"field":"messaging_handovers","value":{
						"messaging_product":"whatsapp","recipient":{"display_phone_number":"15550783881","phone_number_id":"123456789"},
						"sender":{"phone_number":"919900112233"},"timestamp":"1760000000","type":"control_passed",
						"control_passed":{"new_owner_role":"escalation",%s}}}]}]}"""
					.formatted(summary));
		postChange("messages", summary + ",\"messages\":[%s]".formatted(text("wamid.A", "How much?")));

		assertThat(this.graph.query("""
				MATCH (:Channel)-[:REPORTED]->(e:ChannelEvent {kind: 'messaging_handovers'})-[:ABOUT]->(p)-[:SENT]->(m)
				RETURN e.text, m.text, m.raw CONTAINS 'Wants a lamp.' AS summary"""))
			.containsExactly(Map.of("e.text", "Wants a lamp.", "m.text", "How much?", "summary", true));
		this.graph.assertNothingHeld();
	}

	@Test
	void aClickOnAMarketingMessageIsAnEventHoweverOftenItIsTold() {
		String click = """
				"user_actions":[{"action_type":"marketing_messages_link_click","timestamp":"1760000000",
				"marketing_messages_link_click_data":{"click_id":"CL1"}}]""";
		postChange("messages", click);
		postChange("messages", click);

		assertThat(this.graph.query("MATCH (:Channel)-[:REPORTED]->(e) RETURN e.kind, e.itemId, e.status"))
			.containsExactly(
					Map.of("e.kind", "user_actions", "e.itemId", "CL1", "e.status", "marketing_messages_link_click"));
		this.graph.assertNothingHeld();
	}

	@Test
	void anItemThatIsBrokenIsHeldAndItsNeighboursAreStored() {
		postChange("messages", """
				"contacts":[null,{"wa_id":"919900112233"}],"messages":[null,%s,%s]""".formatted(text("wamid.A", "a"),
				text("wamid.B", "b").replace("\"timestamp\":\"1760000000\",", "")));

		assertThat(this.graph.query("MATCH (m:Message) RETURN m.id")).containsExactly(Map.of("m.id", "wamid.A"));
		assertThat(
				this.graph.query("MATCH (h:HeldEvent) RETURN h.reason AS reason, h.channelKey AS key ORDER BY reason"))
			.containsExactly(
					Map.of("reason", "invalid: an item that the mapping cannot read", "key", "whatsapp:123456789"),
					Map.of("reason", "invalid: message/sentAt null found, number expected", "key",
							"whatsapp:123456789"));
	}

	@Test
	void aThreadOfTheHistoryHasBothSides() {
		postChange("history",
				"""
						"history":[{"metadata":{"phase":0,"chunk_order":1,"progress":55},"threads":[{"id":"919900112233","messages":[
						{"from":"919900112233","id":"wamid.1","timestamp":"1750000000","type":"text","text":{"body":"in"},
						 "history_context":{"status":"READ"}},
						{"from":"15550783881","to":"919900112233","id":"wamid.2","timestamp":"1750000001","type":"text",
						 "text":{"body":"out"},"history_context":{"status":"DELIVERED"}}]}]}]""");

		assertThat(this.graph
			.query("""
					MATCH (:Contact)-[:SENT]->(i:Message)-[:PART_OF]->(v:Conversation)<-[:PART_OF]-(o:Message)<-[:SENT]-(:Channel)
					RETURN i.text, i.direction, o.text, o.direction, o.status"""))
			.containsExactly(Map.of("i.text", "in", "i.direction", "inbound", "o.text", "out", "o.direction",
					"outbound", "o.status", "delivered"));
		assertThat(this.graph.count("Contact")).isOne();
		this.graph.assertNothingHeld();
	}

	@Test
	void theAddressBookGivesAContactItsName() {
		postChange("smb_app_state_sync",
				"""
						"state_sync":[{"type":"contact","action":"add","contact":{"full_name":"Pablo Morales","first_name":"Pablo",
						"phone_number":"919900112233"},"metadata":{"timestamp":"1760000005"}}]""");
		post(text("wamid.A", "Hello"));

		assertThat(this.graph.query("MATCH (c:Contact)-[:SENT]->(:Message) RETURN c.name, c.phone"))
			.containsExactly(Map.of("c.name", "Pablo Morales", "c.phone", PERSON));
	}

	@Test
	void aContactThatIsRemovedFromTheAddressBookStays() {
		postChange("smb_app_state_sync", """
				"state_sync":[{"type":"contact","action":"remove","contact":{"phone_number":"919900112233"},
				"metadata":{"timestamp":"1760000005"}}]""");

		assertThat(this.graph.value("""
				MATCH (e:ChannelEvent {kind: 'smb_app_state_sync'})-[:ABOUT]->(:Contact) RETURN e.status"""))
			.isEqualTo("remove");
	}

	@Test
	void aPersonWhoStopsMarketingSaysSo() {
		postChange("user_preferences", """
				"contacts":[{"profile":{"name":"John"},"wa_id":"919900112233"}],
				"user_preferences":[{"wa_id":"919900112233","detail":"User requested to stop marketing messages",
				"category":"marketing_messages","value":"stop","timestamp":1760000000}]""");

		assertThat(this.graph.query("""
				MATCH (c:Contact)<-[:ABOUT]-(e:ChannelEvent {kind: 'user_preferences'})
				RETURN c.marketing, e.status, e.itemId"""))
			.containsExactly(Map.of("c.marketing", "stop", "e.status", "stop", "e.itemId", "marketing_messages"));
		this.graph.assertNothingHeld();
	}

	@Test
	void theStepsOfACallAreEventsOfItsPerson() {
		String call = """
				"calls":[{"id":"wacid.1","from":"919900112233","to":"15550783881","event":"connect",
				"timestamp":"1760000000","direction":"USER_INITIATED"}]""";
		postChange("calls", call);
		postChange("calls", call.replace("connect", "terminate").replace("1760000000", "1760000060"));
		postChange("calls", call);

		assertThat(this.graph.query("""
				MATCH (:Channel)-[:REPORTED]->(e:ChannelEvent {kind: 'calls'})-[:ABOUT]->(:Contact)
				RETURN e.key AS key, e.itemId AS call, e.status AS status ORDER BY key""")).containsExactly(
				Map.of("key", "bob/whatsapp:123456789/calls/wacid.1/connect", "call", "wacid.1", "status", "connect"),
				Map.of("key", "bob/whatsapp:123456789/calls/wacid.1/terminate", "call", "wacid.1", "status",
						"terminate"));
	}

	@Test
	void anEventOfANumberGoesToTheChannelOfThatNumber() {
		this.graph.connect("bob", new ChannelAccount(ChannelType.whatsapp, "222", "another", WABA, "15550000000"));
		account(WABA, "phone_number_quality_update", """
				{"display_phone_number":"15550783881","event":"FLAGGED","current_limit":"TIER_10K"}""");

		assertThat(this.graph.query("""
				MATCH (ch:Channel)-[:REPORTED]->(e:ChannelEvent)
				RETURN ch.key, e.kind, e.status, toString(e.at) AS at"""))
			.containsExactly(Map.of("ch.key", "whatsapp:123456789", "e.kind", "phone_number_quality_update", "e.status",
					"FLAGGED", "at", "2025-10-09T08:53:20Z"));
		this.graph.assertNothingHeld();
	}

	@Test
	void anUpdateOfAnAccountThatNamesANumberReachesOnlyTheOwnerOfThatNumber() {
		this.graph.connect("ann", new ChannelAccount(ChannelType.whatsapp, "333", "Ann's", WABA, "+1 202-555-0833"));
		account(WABA, "account_update", """
				{"phone_number":"12025550833","event":"PARTNER_REMOVED","disconnection_info":{"reason":"X"}}""");
		account(WABA, "account_update",
				"""
						{"phone_number":"15550783881","event":"ACCOUNT_RESTRICTION","restriction_info":[{"restriction_type":"Y"}]}""");
		account(WABA, "account_update", "{\"event\":\"ACCOUNT_VIOLATION\"}");
		account("999", "account_alerts",
				"{\"entity_type\":\"PHONE_NUMBER\",\"entity_id\":\"333\",\"alert_status\":\"ACTIVE\"}");
		this.graph.assertNothingHeld();
		account(WABA, "account_update", "{\"phone_number\":\"12025550834\",\"event\":\"PARTNER_REMOVED\"}");
		account(WABA, "security", "{\"event\":\"PIN_CHANGED\"}");

		assertThat(this.graph.query("""
				MATCH (u:User)-[:OWNS]->(:Channel)-[:REPORTED]->(e:ChannelEvent)
				RETURN u.id + ' ' + e.status AS found ORDER BY found""")).extracting("found")
			.containsExactly("ann ACCOUNT_VIOLATION", "ann ACTIVE", "ann PARTNER_REMOVED", "bob ACCOUNT_RESTRICTION",
					"bob ACCOUNT_VIOLATION");
		assertThat(this.graph.query("""
				MATCH (h:HeldEvent) RETURN h.reason AS reason, coalesce(h.channelKey, '') AS key,
				  coalesce(h.displayPhoneNumber, '') AS number ORDER BY reason""")).containsExactly(
				Map.of("reason", "unknown-channel", "key", "account:104", "number", "12025550834"),
				Map.of("reason", "unknown: an event of a number that it does not name", "key", "", "number", ""));
	}

	@Test
	void anEventOfABusinessAccountGoesToAllItsChannelsWhoseverTheyAre() {
		this.graph.connect("bob", new ChannelAccount(ChannelType.whatsapp, "222", "another", WABA, "15550000000"));
		this.graph.connect("ann", new ChannelAccount(ChannelType.whatsapp, "333", "Ann's", WABA, "15550000001"));
		this.graph.connect("ann", new ChannelAccount(ChannelType.whatsapp, "444", "Ann's other", "105", "15550000002"));
		account(WABA, "account_update", "{\"event\":\"VERIFIED_ACCOUNT\"}");

		assertThat(this.graph.query("""
				MATCH (u:User)-[:OWNS]->(ch:Channel)-[:REPORTED]->(e:ChannelEvent {status: 'VERIFIED_ACCOUNT'})
				RETURN u.id + ' ' + ch.externalId AS found ORDER BY found""")).extracting("found")
			.containsExactly("ann 333", "bob 123456789", "bob 222");
		this.graph.assertNothingHeld();
	}

	@Test
	void anEventOfABusinessAccountThatNobodyHasIsParkedUntilSomebodyDoes() {
		account("999", "account_update", "{\"event\":\"VERIFIED_ACCOUNT\"}");
		account("999", "account_update", "{\"event\":\"VERIFIED_ACCOUNT\"}");
		assertThat(this.graph.value("MATCH (h:HeldEvent) RETURN h.reason")).isEqualTo("unknown-channel");
		assertThat(this.graph.count("HeldEvent")).isOne();
		String payload = (String) this.graph.value("MATCH (h:HeldEvent) RETURN h.payload");
		this.graph.connect("ann", new ChannelAccount(ChannelType.whatsapp, "333", "Ann's", "999", "15550000001"));

		postWhole(payload);

		assertThat(this.graph.value("MATCH (ch:Channel)-[:REPORTED]->(:ChannelEvent) RETURN ch.key"))
			.isEqualTo("whatsapp:333");
	}

	@Test
	void twoBusinessAccountsInOneBodyStayApart() {
		this.graph.connect("ann", new ChannelAccount(ChannelType.whatsapp, "333", "Ann's", "105", "15550000001"));
		postWhole("""
				{"object":"whatsapp_business_account","entry":[
				{"id":"104","time":1760000000,"changes":[{"field":"account_update","value":{"event":"ONE"}}]},
				{"id":"105","time":1760000000,"changes":[{"field":"account_update","value":{"event":"TWO"}}]}]}""");

		assertThat(this.graph.query("""
				MATCH (ch:Channel)-[:REPORTED]->(e) RETURN ch.externalId + ' ' + e.status AS found ORDER BY found"""))
			.extracting("found")
			.containsExactly("123456789 ONE", "333 TWO");
	}

	@Test
	void aTemplateIsApprovedOnceHoweverOftenItIsTold() {
		String approved = """
				{"event":"APPROVED","message_template_id":594425479261596,"message_template_name":"hello","reason":"NONE",
				"message_template_language":"en"}""";
		account(WABA, "message_template_status_update", approved);
		account(WABA, "message_template_status_update", approved);

		assertThat(this.graph.query("""
				MATCH (:Channel)-[:REPORTED]->(e:ChannelEvent {kind: 'message_template_status_update'})
				RETURN e.status, e.itemId, e.raw CONTAINS 'hello' AS whole"""))
			.containsExactly(Map.of("e.status", "APPROVED", "e.itemId", "594425479261596", "whole", true));
	}

	@Test
	void aRepeatedWarningShowsItsFirstAndItsLastTime() {
		String warning = """
				{"object":"whatsapp_business_account","entry":[{"id":"104","time":%d,"changes":[
				{"field":"account_alerts","value":{"alert_info":{"alert_status":"PENDING"}}}]}]}""";
		postWhole(warning.formatted(TIME + 5));
		postWhole(warning.formatted(TIME));
		postWhole(warning.formatted(TIME + 9));

		assertThat(this.graph.query("MATCH (e:ChannelEvent) RETURN toString(e.at) AS at, toString(e.lastAt) AS last"))
			.containsExactly(Map.of("at", "2025-10-09T08:53:20Z", "last", "2025-10-09T08:53:29Z"));
	}

	@Test
	void anUnknownFieldIsHeldAndItsPayloadCanBePostedAgain() {
		postChange("holograms", "\"z\":[1]");
		Map<String, Object> held = this.graph
			.query("MATCH (h:HeldEvent) RETURN h.id, h.reason, h.provider, h.channelKey, h.payload")
			.getFirst();
		assertThat(held).containsEntry("h.reason", "unknown: a field that the mapping does not know")
			.containsEntry("h.provider", "whatsapp")
			.containsEntry("h.channelKey", "whatsapp:123456789");

		postWhole((String) held.get("h.payload"));

		assertThat(this.graph.query("MATCH (h:HeldEvent) RETURN h.id, h.reason, h.provider, h.channelKey, h.payload"))
			.containsExactly(held);
	}

	@Test
	void aPlaceIsAPoint() {
		post(message("wamid.A", "location", """
				{"latitude":52.5,"longitude":"13.25","name":"Home","address":"1 Road"}"""));

		assertThat(this.graph
			.query("""
					MATCH (m:Message {type: 'location'}) WHERE point.distance(m.location, point({latitude: 52.5, longitude: 13.25})) < 1
					RETURN m.text, m.placeName, m.address"""))
			.containsExactly(Map.of("m.text", "Home", "m.placeName", "Home", "m.address", "1 Road"));
	}

	@Test
	void contactsThatAPersonSharesAreNodesOfTheirOwn() {
		post(message("wamid.A", "contacts",
				"""
						[{"name":{"formatted_name":"Ann"},"phones":[{"phone":"+1 555","wa_id":"1555"},{"phone":"+1 556"}],
						"emails":[{"email":"ann@example.com"}],"org":{"company":"Acme"}},{"name":{"formatted_name":"Ben"}}]"""));

		assertThat(this.graph.query("""
				MATCH (m:Message)-[:SHARES]->(s:SharedContact)
				RETURN m.text AS text, s.name AS name, s.phones AS phones, s.waIds AS waIds, s.emails AS emails,
				       coalesce(s.organization, '-') AS organization ORDER BY s.key LIMIT 1"""))
			.containsExactly(Map.of("text", "Ann, Ben", "name", "Ann", "phones", List.of("+1 555", "+1 556"), "waIds",
					List.of("1555"), "emails", List.of("ann@example.com"), "organization", "Acme"));
		assertThat(this.graph.count("SharedContact")).isEqualTo(2);
		assertThat(this.graph.count("Contact")).isOne();
	}

	@Test
	void anOrderHasItsItems() {
		String order = message("wamid.A", "order", """
				{"catalog_id":"C1","text":"Please","product_items":[
				{"product_retailer_id":"P1","quantity":2,"item_price":9.5,"currency":"EUR"},
				{"product_retailer_id":"P2","quantity":"1","item_price":"3","currency":"EUR"}]}""");
		post(order);
		post(order);

		assertThat(this.graph.query("""
				MATCH (m:Message)-[:ORDERS]->(i:OrderItem)
				RETURN m.text, m.catalogId, i.retailerId, i.quantity, i.price, i.currency ORDER BY i.key"""))
			.containsExactly(
					Map.of("m.text", "Please", "m.catalogId", "C1", "i.retailerId", "P1", "i.quantity", 2L, "i.price",
							9.5, "i.currency", "EUR"),
					Map.of("m.text", "Please", "m.catalogId", "C1", "i.retailerId", "P2", "i.quantity", 1L, "i.price",
							3L, "i.currency", "EUR"));
	}

	@Test
	void theAnswersOfAFlowAreKept() {
		post(message("wamid.A", "interactive",
				"""
						{"type":"nfm_reply","nfm_reply":{"name":"flow","body":"Sent","response_json":"{\\"size\\":\\"L\\"}"}}"""));

		assertThat(this.graph.query("MATCH (m:Message) RETURN m.text, m.flowName, m.flowResponse"))
			.containsExactly(Map.of("m.text", "Sent", "m.flowName", "flow", "m.flowResponse", "{\"size\":\"L\"}"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			button      | {"text":"Yes","payload":"PAY"}
			interactive | {"type":"button_reply","button_reply":{"id":"PAY","title":"Yes"}}
			interactive | {"type":"list_reply","list_reply":{"id":"PAY","title":"Yes"}}
			""")
	void aChoiceKeepsWhatTheBusinessPutBehindIt(String type, String choice) {
		post(message("wamid.A", type, choice));

		assertThat(this.graph.query("MATCH (m:Message) RETURN m.type, m.text, m.payload"))
			.containsExactly(Map.of("m.type", type, "m.text", "Yes", "m.payload", "PAY"));
	}

	@Test
	void aMessageCameFromAnAdByAClick() {
		String ad = """
				,"referral":{"source_type":"ad","source_id":"A1","source_url":"https://fb.me/a","headline":"Shoes",
				"body":"Blue","image_url":"https://cdn/i","ctwa_clid":"%s"}}""";
		post(with(text("wamid.A", "Hello"), ad.formatted("click-1")),
				with(text("wamid.B", "Again"), ad.formatted("click-2")));

		assertThat(this.graph.query("""
				MATCH (m:Message)-[from:CAME_FROM]->(ad:Ad)
				RETURN m.id, from.clickId, ad.key, ad.sourceType, ad.headline, ad.mediaUrl ORDER BY m.id"""))
			.containsExactly(
					Map.of("m.id", "wamid.A", "from.clickId", "click-1", "ad.key", "bob/whatsapp:123456789/A1",
							"ad.sourceType", "ad", "ad.headline", "Shoes", "ad.mediaUrl", "https://cdn/i"),
					Map.of("m.id", "wamid.B", "from.clickId", "click-2", "ad.key", "bob/whatsapp:123456789/A1",
							"ad.sourceType", "ad", "ad.headline", "Shoes", "ad.mediaUrl", "https://cdn/i"));
		assertThat(this.graph.count("Ad")).isOne();
	}

	@Test
	void aForwardedMessageOfAGroupSaysSo() {
		post(with(text("wamid.A", "Look"),
				",\"context\":{\"forwarded\":true,\"frequently_forwarded\":true},\"group_id\":\"G1\"}"));

		assertThat(this.graph.query("MATCH (m:Message) RETURN m.text, m.forwarded, m.frequentlyForwarded, m.groupId"))
			.containsExactly(
					Map.of("m.text", "Look", "m.forwarded", true, "m.frequentlyForwarded", true, "m.groupId", "G1"));
	}

	@Test
	void aQuestionAboutAProductNamesIt() {
		post(with(text("wamid.A", "Is it blue?"), """
				,"context":{"from":"15550783881","id":"wamid.C","referred_product":{"catalog_id":"C1",
				"product_retailer_id":"P1"}}}"""));

		assertThat(this.graph.query("MATCH (m:Message {id: 'wamid.A'}) RETURN m.catalogId, m.productId"))
			.containsExactly(Map.of("m.catalogId", "C1", "m.productId", "P1"));
	}

	@Test
	void aMessageThatThePlatformCannotShowTellsWhy() {
		post("""
				{"from":"919900112233","id":"wamid.A","timestamp":"1760000000","type":"unsupported",
				"errors":[{"code":131051,"title":"Message type unknown"}],"unsupported":{"type":"poll"}}""");

		assertThat(this.graph.query("MATCH (m:Message) RETURN m.type, m.unsupportedType, m.errorCode, m.errorTitle"))
			.containsExactly(Map.of("m.type", "unsupported", "m.unsupportedType", "poll", "m.errorCode", 131051L,
					"m.errorTitle", "Message type unknown"));
	}

	@Test
	void everythingOfOneBodyIsStored() {
		postWhole("""
				{"object":"whatsapp_business_account","entry":[{"id":"104","changes":[
				{"field":"messages","value":{"messaging_product":"whatsapp",
				"metadata":{"display_phone_number":"15550783881","phone_number_id":"123456789"},
				"contacts":[{"profile":{"name":"John"},"wa_id":"919900112233"}],
				"messages":[%s,%s,%s,%s]}},
				{"field":"messages","value":{"messaging_product":"whatsapp",
				"metadata":{"display_phone_number":"15550783881","phone_number_id":"123456789"},
				"statuses":[%s,%s]}}]}]}""".formatted(text("wamid.A", "Helo"), image("wamid.B"),
				reaction(TIME + 1, "👍"), edit("wamid.E1", TIME + 2, "Hello"), status("wamid.S", "sent", TIME),
				status("wamid.S", "read", TIME)));

		assertThat(this.graph
			.query("""
					MATCH (m:Message) RETURN m.id AS id, coalesce(m.text, '-') AS text, coalesce(m.status, '-') AS status ORDER BY id"""))
			.containsExactly(Map.of("id", "wamid.A", "text", "Hello", "status", "-"),
					Map.of("id", "wamid.B", "text", "a caption", "status", "-"),
					Map.of("id", "wamid.S", "text", "-", "status", "read"));
		assertThat(this.graph.count("Contact")).isOne();
		this.graph.assertNothingHeld();
	}

	private List<Map<String, Object>> standby() {
		return this.graph.query("""
				MATCH (m:Message) MATCH (p:Contact) WHERE (m)-[:TO]->(p) OR (p)-[:SENT]->(m)
				RETURN m.id AS id, m.direction AS direction, m.type AS type, coalesce(m.text, '-') AS text,
				       coalesce(m.status, '-') AS status, m.standby AS standby, p.name AS name ORDER BY id""");
	}

	private List<Object> reactions() {
		return this.graph.query("MATCH (:Contact)-[r:REACTED]->(:Message) RETURN coalesce(r.emoji, '-') AS emoji")
			.stream()
			.map((record) -> record.get("emoji"))
			.toList();
	}

	private void post(String... messages) {
		postWhole(delivery(NUMBER, messages));
	}

	private void postChange(String field, String fields) {
		postWhole(
				"""
						{"object":"whatsapp_business_account","entry":[{"id":"104","time":1760000000,"changes":[{"field":"%s","value":{
						"messaging_product":"whatsapp",
						"metadata":{"display_phone_number":"15550783881","phone_number_id":"123456789"},%s}}]}]}"""
					.formatted(field, fields));
	}

	private void statuses(String... statuses) {
		postChange("messages", "\"statuses\":[%s]".formatted(String.join(",", statuses)));
	}

	private void account(String businessAccountId, String field, String value) {
		postWhole("""
				{"object":"whatsapp_business_account","entry":[{"id":"%s","time":1760000000,"changes":[
				{"field":"%s","value":%s}]}]}""".formatted(businessAccountId, field, value));
	}

	private void postWhole(String body) {
		assertAccepted(this.platform.post(body));
	}

	private static String message(String id, String type, String content) {
		return """
				{"from":"919900112233","id":"%s","timestamp":"1760000000","type":"%s","%s":%s}""".formatted(id, type,
				type, content);
	}

	private static String with(String message, String more) {
		return message.substring(0, message.lastIndexOf('}')) + more;
	}

	private static String image(String id) {
		return message(id, "image", "{\"id\":\"991\",\"mime_type\":\"image/jpeg\",\"caption\":\"a caption\"}");
	}

	private static String status(String id, String status, long seconds) {
		return "{\"id\":\"%s\",\"status\":\"%s\",\"timestamp\":\"%d\",\"recipient_id\":\"%s\"}".formatted(id, status,
				seconds, PERSON);
	}

	private static String reaction(long seconds, String emoji) {
		return """
				{"from":"919900112233","id":"wamid.R%d","timestamp":"%d","type":"reaction",
				"reaction":{"message_id":"wamid.A","emoji":"%s"}}""".formatted(seconds, seconds, emoji);
	}

	private static String edit(String id, long seconds, String text) {
		return """
				{"from":"919900112233","id":"%s","timestamp":"%d","type":"edit","edit":{"original_message_id":"wamid.A",
				"message":{"type":"text","text":{"body":"%s"}}}}""".formatted(id, seconds, text);
	}

	private static String revoke(long seconds) {
		return """
				{"from":"919900112233","id":"wamid.V","timestamp":"%d","type":"revoke",
				"revoke":{"original_message_id":"wamid.A"}}""".formatted(seconds);
	}

	private static String echo(String id, String text) {
		return """
				{"from":"15550783881","to":"919900112233","id":"%s","timestamp":"1760000002","type":"text",
				"text":{"body":"%s"}}""".formatted(id, text);
	}

}
