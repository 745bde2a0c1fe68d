package dev.switchboard.webhook;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import dev.switchboard.Graph;
import dev.switchboard.Platform;
import dev.switchboard.SwitchboardTest;
import dev.switchboard.channel.ChannelAccount;
import dev.switchboard.channel.ChannelType;
import dev.switchboard.event.Identity;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neo4j.driver.Driver;

import org.springframework.beans.factory.annotation.Autowired;

import static dev.switchboard.Platform.assertAccepted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Which addresses are one contact, whichever order it is learned in. */
@SwitchboardTest
class IdentityIT {

	private static final String NUMBER = "123456789";

	private static final String OTHER_NUMBER = "222";

	private static final String PHONE = "919900112233";

	private static final String PHONE_B = "919900112244";

	private static final String PHONE_C = "919900112255";

	private static final String USER = "IN.1";

	private static final String USER_B = "IN.2";

	private static final long TIME = 1760000000;

	@Autowired
	private Platform platform;

	@Autowired
	private Graph graph;

	@Autowired
	private MeterRegistry meters;

	@BeforeEach
	void bobConnectsTwoNumbers() {
		this.graph.connect("bob", NUMBER);
		this.graph.connect("bob", OTHER_NUMBER);
	}

	@Test
	void whoeverHasOnlyAUserIdIsKnownByIt() {
		post(text(null, USER, "A"));

		assertThat(this.graph.query("""
				MATCH (c:Contact)-[:SENT]->(m:Message), (c)-[:KNOWN_AS]->(i:Identity)
				RETURN m.id, i.key, i.scheme, i.value, m.identityKey, c.id = i.contactId AS least"""))
			.containsExactly(Map.of("m.id", "A", "i.key", "bob/bsuid/IN.1", "i.scheme", "bsuid", "i.value", USER,
					"m.identityKey", "bob/bsuid/IN.1", "least", true));
		assertOneContact("bob", List.of("A"), "bsuid:IN.1");
	}

	@ParameterizedTest
	@CsvSource({ "919900112233, IN.1", "919900112234, IN.1", "919900112235, IN.1", "919900112236, IN.1",
			"919900112237, IN.9", "919900112238, IN.9" })
	void aPhoneThatTurnsOutToHaveAUserIdStaysOneContact(String phone, String user) {
		post(text(phone, null, "A"));
		postTo(OTHER_NUMBER, text(phone, null, "B"));
		post(text(phone, user, "C"));
		post(text(null, user, "D"));

		assertOneContact("bob", List.of("A", "B", "C", "D"), "wa:" + phone, "bsuid:" + user);
		assertThat(conversations()).containsExactly("whatsapp:123456789: 3", "whatsapp:222: 1");
	}

	@ParameterizedTest
	@CsvSource({ "919900112233, IN.1", "919900112234, IN.1", "919900112235, IN.1", "919900112236, IN.1" })
	void aUserIdThatTurnsOutToHaveAPhoneStaysOneContact(String phone, String user) {
		post(text(null, user, "A"));
		post(text(phone, user, "B"));
		post(text(phone, null, "C"));

		assertOneContact("bob", List.of("A", "B", "C"), "wa:" + phone, "bsuid:" + user);
		assertThat(conversations()).containsExactly("whatsapp:123456789: 3");
	}

	@Test
	void whoeverHasBothFirstIsFoundByEither() {
		post(text(PHONE, USER, "A"));
		post(text(PHONE, null, "B"));
		post(text(null, USER, "C"));

		assertOneContact("bob", List.of("A", "B", "C"), "wa:" + PHONE, "bsuid:" + USER);
		assertThat(this.graph.count("Conversation")).isOne();
	}

	/** See ADR 42. */
	@Test
	void whoeverHasBothTakesOneStatementBeforeTheMessage() {
		// The application remembers evidence longer than a test lasts.
		String phone = "4479" + System.nanoTime() % 100_000_000;
		String user = "GB." + System.nanoTime();
		List<Long> before = commits();

		post(text(phone, user, "A"));
		assertThat(commits()).containsExactly(before.get(0) + 1, before.get(1), before.get(2), before.get(3) + 1);
		postTo(OTHER_NUMBER, text(phone, user, "B"));

		assertThat(commits()).containsExactly(before.get(0) + 2, before.get(1) + 1, before.get(2) + 1,
				before.get(3) + 2);
		assertOneContact("bob", List.of("A", "B"), "wa:" + phone, "bsuid:" + user);
	}

	private List<Long> commits() {
		return Stream
			.of("contacts/introduce-contact", "contacts/merge-contact", "contacts/record-evidence",
					"messages/merge-message")
			.map((statement) -> this.meters.get("switchboard.commit.rows")
				.tag("statement", statement)
				.summary()
				.count())
			.toList();
	}

	/** Whichever of the three addresses gives a contact its id. */
	@RepeatedTest(5)
	void twoUserIdsThatShowOneNewNumberInOneBodyAreTwoPeople() {
		String phone = "4479" + System.nanoTime() % 100_000_000;
		String user = "GB.1" + System.nanoTime();
		String other = "GB.2" + System.nanoTime();

		post(text(phone, user, "A"), text(phone, other, "B"), text(null, user, "C"), text(null, other, "D"));

		assertThat(this.graph.query("""
				MATCH (c:Contact)
				RETURN COLLECT { MATCH (c)-[:SENT]->(m) RETURN m.id ORDER BY m.id } AS messages,
				       COLLECT { MATCH (c)-[:KNOWN_AS]->(i) RETURN i.value AS a ORDER BY a } AS addresses"""))
			.containsExactlyInAnyOrder(Map.of("messages", List.of("A", "C"), "addresses", List.of(phone, user)),
					Map.of("messages", List.of("B", "D"), "addresses", List.of(other)));
		assertThat(this.graph.count("Conversation")).isEqualTo(2);
		assertIdsAreLeast();
		assertEveryMessageHasOnePlace();
		this.graph.assertNothingHeld();
	}

	/** Which rows share a batch is chance: here they do. */
	@RepeatedTest(10)
	void ofTwoPairsOfOneBatchThatShareANumberTheSecondGoesTheLongWay(Driver driver) throws Exception {
		String phone = "wa:4479" + System.nanoTime() % 100_000_000;
		Object since = this.graph
			.value("MATCH (:User)-[o:OWNS]->(:Channel {key: 'whatsapp:%s'}) RETURN coalesce(o.since.epochMillis, 0)"
				.formatted(NUMBER));
		List<Map<String, Object>> rows = List.of(pair("bsuid:GB.1" + System.nanoTime(), phone, since, 0),
				pair("bsuid:GB.2" + System.nanoTime(), phone, since, 1));

		assertThat(driver.executableQuery(Files.readString(Path.of("cypher/contacts/introduce-contact.cypher")))
			.withParameters(Map.of("rows", rows))
			.execute()
			.records()).extracting((row) -> row.get("ordinal").asInt()).containsExactly(0);
		assertThat(this.graph.count("Contact")).isOne();
		assertIdsAreLeast();
	}

	private static Map<String, Object> pair(String own, String other, Object since, int ordinal) {
		Identity one = Identity.of("bob", own);
		Identity another = Identity.of("bob", other);
		Identity first = (one.contactId().compareTo(another.contactId()) < 0) ? one : another;
		return Map.ofEntries(Map.entry("ordinal", ordinal), Map.entry("p_channel", "whatsapp:" + NUMBER),
				Map.entry("p_userId", "bob"), Map.entry("p_since", since),
				Map.entry("p_receivedAt", System.currentTimeMillis()), Map.entry("p_firstKey", first.key()),
				Map.entry("p_identityKey", one.key()), Map.entry("p_scheme", one.scheme()),
				Map.entry("p_value", one.value()), Map.entry("p_contactId", one.contactId()),
				Map.entry("p_otherKey", another.key()), Map.entry("p_otherScheme", another.scheme()),
				Map.entry("p_otherValue", another.value()), Map.entry("p_otherContactId", another.contactId()),
				Map.entry("p_why", "seen-together"), Map.entry("p_at", TIME * 1000), Map.entry("p_left", false),
				Map.entry("p_otherLeft", false));
	}

	@Test
	void aUserIdThatIsSeenWithTwoPhonesIsOneContact() {
		post(text(PHONE, USER, "A"));
		post(text(PHONE_B, USER, "B"));
		post(text(PHONE_B, null, "C"));
		post(text(PHONE, null, "D"));

		assertOneContact("bob", List.of("A", "B", "C", "D"), "wa:" + PHONE, "wa:" + PHONE_B, "bsuid:" + USER);
	}

	@Test
	void allInOneBodyIsOneContact() {
		post(text(PHONE, null, "A"), text(null, USER, "B"), text(PHONE_B, null, "C"), text(PHONE_B, USER, "D"),
				text(PHONE, USER, "E"));

		assertOneContact("bob", List.of("A", "B", "C", "D", "E"), "wa:" + PHONE, "wa:" + PHONE_B, "bsuid:" + USER);
		assertThat(this.graph.count("Conversation")).isOne();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aNumberThatChangedIsTheSamePerson(boolean newNumberWroteBefore) {
		post(text(PHONE, null, "A"));
		if (newNumberWroteBefore) {
			post(text(PHONE_B, null, "B"));
		}
		post("""
				{"from":"919900112233","id":"S","timestamp":"1760000005","type":"system","system":{
				"body":"John changed from 919900112233 to 919900112244","wa_id":"919900112244","type":"user_changed_number"}}""");
		if (!newNumberWroteBefore) {
			post(text(PHONE_B, null, "B"));
		}

		assertOneContact("bob", List.of("A", "B", "S"), "wa:" + PHONE, "wa:" + PHONE_B);
		assertThat(evidence()).containsExactly("bob/wa/919900112233 number-changed bob/wa/919900112244");
		assertThat(this.graph.value("MATCH (m:Message {id: 'S'}) RETURN m.type + ' ' + m.systemType"))
			.isEqualTo("system user_changed_number");
	}

	@Test
	void aUserIdThatChangedIsTheSamePerson() {
		post(text(null, USER, "A"));
		post("""
				{"from_user_id":"IN.1","id":"S","timestamp":"1760000005","type":"system","system":{
				"body":"changed","previous_user_id":"IN.1","user_id":"IN.2","type":"user_changed_user_id"}}""");
		post(text(null, USER_B, "B"));

		assertOneContact("bob", List.of("A", "B", "S"), "bsuid:" + USER, "bsuid:" + USER_B);
		assertThat(evidence()).containsExactly("bob/bsuid/IN.1 user-id-changed bob/bsuid/IN.2");
	}

	@Test
	void aUserIdThatChangedWithoutAMessageIsTheSamePerson() {
		post(text(null, USER, "A"));
		post(text(null, USER_B, "B"));
		assertAccepted(this.platform.post("""
				{"object":"whatsapp_business_account","entry":[{"id":"104","time":1760000000,"changes":[
				{"field":"user_id_update","value":{"messaging_product":"whatsapp",
				"metadata":{"phone_number_id":"123456789"},"user_id_update":[{"wa_id":"919900112233",
				"user_id":{"previous":"IN.1","current":"IN.2"},"timestamp":"1760000000"}]}}]}]}"""));

		assertOneContact("bob", List.of("A", "B"), "bsuid:" + USER, "bsuid:" + USER_B, "wa:" + PHONE);
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, 1, 2, 3, 4, 5, 6, 7 })
	void chainsJoinManyContactsAndTheIdIsTheSameInEveryOrder(long seed) {
		// The application remembers evidence longer than a test lasts.
		String[] phones = { PHONE + "9" + seed, PHONE_B + "9" + seed, PHONE_C + "9" + seed };
		String user = USER + "9" + seed;
		String userB = USER_B + "9" + seed;
		List<String> deliveries = new ArrayList<>(List.of(text(phones[0], null, "A"), text(phones[1], null, "B"),
				text(phones[2], null, "C"), text(null, user, "D"), text(null, userB, "E"), text(phones[0], user, "F"),
				text(phones[1], user, "G"), changed(user, userB, "H"), text(phones[2], userB, "I")));
		Collections.shuffle(deliveries, new Random(seed));

		deliveries.forEach(this::post);

		assertOneContact("bob", List.of("A", "B", "C", "D", "E", "F", "G", "H", "I"), "wa:" + phones[0],
				"wa:" + phones[1], "wa:" + phones[2], "bsuid:" + user, "bsuid:" + userB);
		assertThat(conversations()).containsExactly("whatsapp:123456789: 9");
	}

	@Test
	void threeContactsThatTwoMessagesShowToBeOneAreJoined() {
		post(text(PHONE, USER, "A"));
		post(text(PHONE_B, USER_B, "B"));
		post(text(PHONE_C, null, "C"));
		assertThat(this.graph.count("Contact")).isEqualTo(3);

		post(changed(USER, USER_B, "D"));
		post(text(PHONE_C, USER_B, "E"));

		assertOneContact("bob", List.of("A", "B", "C", "D", "E"), "wa:" + PHONE, "wa:" + PHONE_B, "wa:" + PHONE_C,
				"bsuid:" + USER, "bsuid:" + USER_B);
	}

	@Test
	void joiningMovesEverythingThatAContactHas() {
		for (String[] who : new String[][] { { PHONE, null, "1" }, { null, USER, "2" } }) {
			post(text(who[0], who[1], "in-" + who[2]));
			postTo(OTHER_NUMBER, text(who[0], who[1], "other-" + who[2]));
			post(reaction(who[0], who[1], "X", (who[0] != null) ? TIME + 9 : TIME + 5, (who[0] != null) ? "👍" : "❤"));
			post(reaction(who[0], who[1], "Y-" + who[2], TIME, "👍"));
			change("messages",
					"\"statuses\":[{\"id\":\"out-%s\",\"status\":\"sent\",\"timestamp\":\"1760000000\",%s}]"
						.formatted(who[2], (who[0] != null) ? "\"recipient_id\":\"%s\"".formatted(who[0])
								: "\"recipient_user_id\":\"%s\"".formatted(who[1])));
			change("calls", """
					"calls":[{"id":"call-%s","to":"15550783881","event":"connect","timestamp":"1760000000",
					"direction":"USER_INITIATED",%s}]""".formatted(who[2], (who[0] != null)
					? "\"from\":\"%s\"".formatted(who[0]) : "\"from_user_id\":\"%s\"".formatted(who[1])));
		}
		assertThat(this.graph.count("Contact")).isEqualTo(2);

		post(text(PHONE, USER, "both"));

		assertOneContact("bob", List.of("in-1", "in-2", "other-1", "other-2", "both"), "wa:" + PHONE, "bsuid:" + USER);
		assertThat(this.graph.value("MATCH (:Contact)<-[:TO]-(m:Message) RETURN count(m)")).isEqualTo(2L);
		assertThat(this.graph.value("MATCH (:Contact)<-[:ABOUT]-(e:ChannelEvent) RETURN count(e)")).isEqualTo(2L);
		assertThat(this.graph.value("MATCH (:Contact)-[r:REACTED]->(:Message {id: 'X'}) RETURN collect(r.emoji)"))
			.isEqualTo(List.of("👍"));
		assertThat(this.graph.value("MATCH (:Contact)-[r:REACTED]->(m) RETURN count(r)")).isEqualTo(3L);
		assertThat(conversations()).containsExactly("whatsapp:123456789: 5", "whatsapp:222: 2");
	}

	@Test
	void aJoinedConversationIsReadAsFarAsTheFurthestOfTheTwo() {
		this.graph.connect("bob", ChannelAccount.of(ChannelType.messenger, "1900", "a page"));
		page("""
				{"sender":{"id":"7700"},"recipient":{"id":"1900"},"timestamp":1760000001000,"read":{"watermark":1760000001000}},
				{"sender":{"id":"1900"},"recipient":{"id":"7700"},"timestamp":1760000003000,
				"message":{"mid":"m_E","is_echo":true,"text":"Hi"}},
				{"sender":{"id":"1900"},"recipient":{"id":"7700"},"timestamp":1760000009000,
				"message":{"mid":"m_F","is_echo":true,"text":"Still there?"}}""");
		page("""
				{"sender":{"user_ref":"U1"},"recipient":{"id":"1900"},"timestamp":1760000005000,
				"read":{"watermark":1760000005000}},
				{"sender":{"user_ref":"U1"},"recipient":{"id":"1900"},"timestamp":1760000005000,
				"delivery":{"watermark":1760000006000}}""");
		assertThat(this.graph.count("Contact")).isEqualTo(2);

		page("""
				{"sender":{"id":"7700","user_ref":"U1"},"recipient":{"id":"1900"},"timestamp":1760000007000,
				"message":{"mid":"m_A","text":"It is me"}}""");

		assertOneContact("bob", List.of("m_A"), "psid:7700", "ref:U1");
		assertThat(this.graph.query("""
				MATCH (v:Conversation) RETURN toString(v.readUpTo) AS read, toString(v.deliveredUpTo) AS delivered,
				       toString(v.answeredAt) AS answered""")).containsExactly(Map.of("read", "2025-10-09T08:53:25Z",
				"delivered", "2025-10-09T08:53:26Z", "answered", "2025-10-09T08:53:29Z"));
		assertThat(this.graph
			.query("""
					MATCH (m:Message {direction: 'outbound'}) RETURN m.id AS id, coalesce(m.status, '-') AS status ORDER BY id"""))
			.containsExactly(Map.of("id", "m_E", "status", "read"), Map.of("id", "m_F", "status", "-"));
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void theNewestNameOfTheJoinedContactsStays(boolean phoneIsNewer) {
		assertAccepted(this.platform.post(named(PHONE, null, "A", TIME + (phoneIsNewer ? 5 : 1), "John")));
		assertAccepted(this.platform.post(named(null, USER, "B", TIME + (phoneIsNewer ? 1 : 5), "Johnny")));

		post(text(PHONE, USER, "C"));

		assertThat(this.graph.query("MATCH (c:Contact) RETURN c.name, c.phone, toString(c.firstSeenAt) AS first,"
				+ " toString(c.lastSeenAt) AS last"))
			.containsExactly(Map.of("c.name", phoneIsNewer ? "John" : "Johnny", "c.phone", PHONE, "first",
					"2025-10-09T08:53:20Z", "last", "2025-10-09T08:53:25Z"));
	}

	@ParameterizedTest
	@CsvSource({ "5, 7, 9", "5, 9, 7", "7, 5, 9", "7, 9, 5", "9, 5, 7", "9, 7, 5" })
	void ofThreeContactsJoinedAtOnceTheNewestOfEachCounts(int first, int second, int third) {
		Map.of(PHONE, first, PHONE_B, second, PHONE_C, third).forEach((phone, seconds) -> {
			assertAccepted(this.platform.post(named(phone, null, "M" + seconds, TIME + seconds, "Name " + seconds)));
			post(reaction(phone, null, "X", TIME + seconds, "reaction " + seconds));
			this.graph.query("""
					MATCH (:Identity {value: '%s'})<-[:KNOWN_AS]-(:Contact)-[:HAS]->(v:Conversation)
					SET v.readUpTo = datetime({epochSeconds: %d})""".formatted(phone, TIME + seconds));
		});
		// As evidence that came at the same moment leaves them.
		this.graph
			.query("""
					CREATE (i:Identity {key: 'bob/bsuid/IN.1', userId: 'bob', scheme: 'bsuid', value: 'IN.1', contactId: '%s'})
					WITH i MATCH (c:Contact) CREATE (c)-[:KNOWN_AS]->(i)"""
				.formatted(Identity.of("bob", "bsuid:IN.1").contactId()));

		postTo(OTHER_NUMBER, text(PHONE, USER, "J"));

		assertOneContact("bob", List.of("J", "M5", "M7", "M9"), "wa:" + PHONE, "wa:" + PHONE_B, "wa:" + PHONE_C,
				"bsuid:" + USER);
		assertThat(this.graph
			.query("""
					MATCH (c:Contact)-[r:REACTED]->(:Message), (c)-[:HAS]->(v:Conversation {channelKey: 'whatsapp:123456789'})
					RETURN c.name, toString(c.lastSeenAt) AS last, r.emoji, toString(r.at) AS at, toString(v.readUpTo) AS read"""))
			.containsExactly(Map.of("c.name", "Name 9", "last", "2025-10-09T08:53:29Z", "r.emoji", "reaction 9", "at",
					"2025-10-09T08:53:29Z", "read", "2025-10-09T08:53:29Z"));
		assertThat(conversations()).containsExactly("whatsapp:123456789: 3", "whatsapp:222: 1");
	}

	@Test
	void whatShowsThatTwoAreOneIsKept() {
		post(text(PHONE, USER, "A"));
		postTo(OTHER_NUMBER, text(PHONE, USER, "B"));

		assertThat(this.graph
			.query("""
					MATCH (i:Identity)-[e:SAME_AS]->(o:Identity) RETURN i.key, e.why, e.recordedAt IS NOT NULL AS dated, o.key"""))
			.containsExactly(Map.of("i.key", "bob/bsuid/IN.1", "e.why", "seen-together", "dated", true, "o.key",
					"bob/wa/919900112233"));
	}

	@ParameterizedTest
	@CsvSource({ "551187654321, 5511987654321", "5215512345678, 525512345678", "5491112345678, 541112345678",
			"5511987654321, 551187654321", "525512345678, 5215512345678", "541112345678, 5491112345678" })
	void theTwoWaysToWriteANumberAreOneContact(String one, String other) {
		post(text(one, null, "A"));
		post(text(other, null, "B"));

		assertOneContact("bob", List.of("A", "B"), "wa:" + one, "wa:" + other);
		assertThat(this.graph.value("MATCH ()-[e:SAME_AS]->() RETURN e.why")).isEqualTo("phone-variant");
	}

	@Test
	void aStatusOfAMessageToTheOtherWayToWriteANumberFindsTheContact() {
		post(text("551187654321", null, "A"));
		change("messages", """
				"statuses":[{"id":"out","status":"read","timestamp":"1760000000","recipient_id":"5511987654321"}]""");

		assertThat(this.graph.value("MATCH (:Message {id: 'out'})-[:TO]->(:Contact)-[:SENT]->(m) RETURN m.id"))
			.isEqualTo("A");
		assertThat(this.graph.count("Contact")).isOne();
	}

	@Test
	void twoUsersNeverShareAContact() {
		this.graph.connect("ann", "333");
		post(text(PHONE, null, "A"));
		postTo("333", text(null, USER, "B"));
		postTo("333", text(PHONE, USER, "C"));
		post(text(null, USER, "D"));

		assertThat(this.graph.query("""
				MATCH (u:User)-[:HAS_CONTACT]->(c:Contact)-[:SENT]->(m:Message)
				WITH u.id AS user, c, m ORDER BY m.id
				WITH user, c, collect(m.id) AS messages
				RETURN user, messages ORDER BY user, messages[0]""")).containsExactly(
				Map.of("user", "ann", "messages", List.of("B", "C")), Map.of("user", "bob", "messages", List.of("A")),
				Map.of("user", "bob", "messages", List.of("D")));
		assertThat(this.graph.value("""
				MATCH (u:User)-[:HAS_CONTACT]->(c:Contact)-[:KNOWN_AS]->(i:Identity)
				WHERE c.userId <> u.id OR i.userId <> u.id RETURN count(*)""")).isEqualTo(0L);
		this.graph.assertNothingHeld();
	}

	@Test
	void aContactThatWasErasedComesBackWithItsEvidence() {
		post(text(PHONE, USER, "A"));
		this.graph.query("MATCH (n:Contact|Identity|Conversation|Message) DETACH DELETE n");

		post(text(null, USER, "B"));
		post(text(PHONE, USER, "C"));
		post(text(PHONE, null, "D"));

		assertOneContact("bob", List.of("B", "C", "D"), "wa:" + PHONE, "bsuid:" + USER);
	}

	@Test
	void aPersonCanTakeAWrongJoinApart(Driver driver) throws Exception {
		post(text(PHONE, null, "A"));
		post(text(null, USER, "B"));
		change("messages", """
				"statuses":[{"id":"out-A","status":"sent","timestamp":"1760000000","recipient_id":"919900112233"},
				{"id":"out-B","status":"sent","timestamp":"1760000000","recipient_user_id":"IN.1"}]""");
		change("calls", """
				"calls":[{"id":"call-B","from_user_id":"IN.1","to":"15550783881","event":"connect",
				"timestamp":"1760000000","direction":"USER_INITIATED"}]""");
		post(text(PHONE, USER, "C"));
		assertOneContact("bob", List.of("A", "B", "C"), "wa:" + PHONE, "bsuid:" + USER);

		split(driver, "bob/bsuid/IN.1");

		assertThat(owners()).containsExactly(
				"wa/919900112233: sent A, got out-A, events -, conversations whatsapp:123456789",
				"bsuid/IN.1: sent B C, got out-B, events call-B, conversations whatsapp:123456789");
		assertThat(this.graph.value("MATCH ()-[e:SAME_AS {why: 'told-apart'}]->() RETURN e.rejectedAt IS NOT NULL"))
			.isEqualTo(true);

		post(text(PHONE, USER, "D"));
		postTo(OTHER_NUMBER, text(PHONE, USER, "E"));
		post(text(PHONE, null, "F"));

		assertThat(owners()).containsExactly(
				"wa/919900112233: sent A F, got out-A, events -, conversations whatsapp:123456789",
				"bsuid/IN.1: sent B C D E, got out-B, events call-B, conversations whatsapp:123456789 whatsapp:222");
		assertIdsAreLeast();
		assertEveryMessageHasOnePlace();
		this.graph.assertNothingHeld();
	}

	@Test
	void whatSomebodyToldApartIsNotJoinedByOtherEvidenceEither(Driver driver) throws Exception {
		String parent = "{\"from\":\"%s\",\"from_parent_user_id\":\"IN.ENT.1\",\"id\":\"%s\",\"timestamp\":\"1760000000\",%s}";
		String body = "\"type\":\"text\",\"text\":{\"body\":\"Hello\"}";
		post(text(PHONE, USER, "A").replace("\"id\"", "\"from_parent_user_id\":\"IN.ENT.1\",\"id\""));
		assertThat(this.graph.count("Contact")).isOne();

		split(driver, "bob/wa/" + PHONE);
		post(parent.formatted(PHONE, "B", body));
		post(text(PHONE, null, "C"));

		assertThat(this.graph.count("Contact")).isEqualTo(2);
		assertThat(this.graph.value("""
				MATCH (c:Contact)-[:KNOWN_AS]->(:Identity {scheme: 'wa'})
				RETURN COLLECT { MATCH (c)-[:SENT]->(m) RETURN m.id } = ['C'] AND c.phone = '919900112233'"""))
			.isEqualTo(true);
		assertIdsAreLeast();
		this.graph.assertNothingHeld();
	}

	@Test
	void oneOfThreeAddressesCanBeTakenAway(Driver driver) throws Exception {
		post(text(PHONE, USER, "A"));
		post(text(PHONE_B, USER, "B"));
		post(text(PHONE_B, null, "C"));
		post(text(PHONE, null, "D"));

		split(driver, "bob/wa/919900112244");

		assertThat(this.graph.query("""
				MATCH (c:Contact)-[:SENT]->(m:Message) WITH c, m ORDER BY m.id WITH c, collect(m.id) AS ids
				RETURN reduce(all = '', id IN ids | all + id) AS all ORDER BY all""")).extracting("all")
			.containsExactly("ABD", "C");
		assertIdsAreLeast();
	}

	@RepeatedTest(3)
	void fortyDeliveriesAtOnceThatJoinAndWriteToAFewPeopleLoseNothing(RepetitionInfo repetition) throws Exception {
		// The application remembers evidence longer than a test lasts.
		String number = PHONE + repetition.getCurrentRepetition();
		String numberB = PHONE_B + repetition.getCurrentRepetition();
		String numberC = PHONE_C + repetition.getCurrentRepetition();
		String user = USER + repetition.getCurrentRepetition();
		String userB = USER_B + repetition.getCurrentRepetition();
		List<String> bodies = new ArrayList<>();
		List<String> ids = new ArrayList<>();
		String[][] people = { { number, null }, { null, user }, { number, user }, { numberB, user }, { numberB, null },
				{ numberB, userB }, { numberC, userB }, { numberC, null } };
		bodies.add(delivery(NUMBER, changed(user, userB, "M40")));
		ids.add("M40");
		for (int i = 0; i < 40; i++) {
			String[] who = people[i % people.length];
			String id = "M%02d".formatted(i);
			ids.add(id);
			bodies.add(delivery((i % 3 == 0) ? OTHER_NUMBER : NUMBER, text(who[0], who[1], id),
					reaction(who[0], who[1], "X", TIME + i, "👍")));
		}
		List<Future<HttpResponse<String>>> answers = new ArrayList<>();
		try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
			bodies.forEach((body) -> answers.add(callers.submit(() -> this.platform.post(body))));
		}

		for (Future<HttpResponse<String>> answer : answers) {
			assertAccepted(answer.get());
		}
		assertOneContact("bob", ids, "wa:" + number, "wa:" + numberB, "wa:" + numberC, "bsuid:" + user,
				"bsuid:" + userB);
		assertThat(conversations()).containsExactly("whatsapp:123456789: 27", "whatsapp:222: 14");
		assertThat(
				all("MATCH (:Contact)-[r:REACTED]->(:Message {id: 'X'}) RETURN toString(r.at) AS found ORDER BY found"))
			.containsExactly("2025-10-09T08:53:58Z", "2025-10-09T08:53:59Z");
	}

	private void assertOneContact(String userId, List<String> messages, String... addresses) {
		this.graph.assertNothingHeld();
		assertThat(this.graph
			.query("""
					MATCH (c:Contact) RETURN c.userId AS user,
					       COLLECT { MATCH (c)-[:SENT]->(m) RETURN m.id ORDER BY m.id } AS messages,
					       COLLECT { MATCH (c)-[:KNOWN_AS]->(i) RETURN i.scheme + ':' + i.value AS a ORDER BY a } AS addresses"""))
			.containsExactly(Map.of("user", userId, "messages", messages.stream().sorted().toList(), "addresses",
					Arrays.stream(addresses).sorted().toList()));
		assertThat(this.graph.value("MATCH (c:Contact) RETURN c.id")).isEqualTo(Arrays.stream(addresses)
			.map((address) -> Identity.of(userId, address).contactId())
			.min(Comparator.naturalOrder())
			.orElseThrow());
		assertThat(this.graph.value("MATCH (:User)-[r:HAS_CONTACT]->(:Contact) RETURN count(r)")).isEqualTo(1L);
		assertIdsAreLeast();
		assertEveryMessageHasOnePlace();
		this.graph.assertNothingHeld();
	}

	private void assertIdsAreLeast() {
		assertThat(this.graph.query("""
				MATCH (c:Contact)-[:KNOWN_AS]->(i:Identity) WITH c, min(i.contactId) AS least WHERE c.id <> least
				RETURN c.id, least""")).isEmpty();
		assertThat(this.graph.query("""
				MATCH (c:Contact)-[:HAS]->(v:Conversation)-[:ON]->(ch:Channel)
				WHERE v.key <> ch.key + '/' + c.id OR v.channelKey <> ch.key RETURN c.id, v.key""")).isEmpty();
	}

	private void assertEveryMessageHasOnePlace() {
		assertThat(this.graph.query("""
				MATCH (m:Message) WHERE COUNT { (m)<-[:SENT]-(:Contact) } > 1 OR COUNT { (m)-[:TO]->() } > 1
				   OR COUNT { (m)-[:PART_OF]->() } > 1
				   OR (m.direction IS NOT NULL AND COUNT { (m)-[:PART_OF]->(:Conversation)<-[:HAS]-(:Contact) } <> 1)
				RETURN m.id""")).isEmpty();
		assertThat(this.graph.value("MATCH (v:Conversation) WHERE NOT (v)<-[:HAS]-(:Contact) RETURN count(v)"))
			.isEqualTo(0L);
	}

	private List<Object> conversations() {
		return all("""
				MATCH (:Contact)-[:HAS]->(v:Conversation)-[:ON]->(ch:Channel)
				RETURN ch.key + ': ' + COUNT { (v)<-[:PART_OF]-(:Message) } AS found ORDER BY found""");
	}

	private List<Object> evidence() {
		return all("MATCH (i)-[e:SAME_AS]->(o) RETURN i.key + ' ' + e.why + ' ' + o.key AS found ORDER BY found");
	}

	private List<Object> owners() {
		return all("""
				MATCH (c:Contact)-[:KNOWN_AS]->(i:Identity)
				WITH c, i,
				     COLLECT { MATCH (c)-[:SENT]->(m) RETURN m.id ORDER BY m.id } AS sent,
				     COLLECT { MATCH (c)<-[:TO]-(m) RETURN m.id ORDER BY m.id } AS got,
				     COLLECT { MATCH (c)<-[:ABOUT]-(e) RETURN e.itemId ORDER BY e.itemId } AS events,
				     COLLECT { MATCH (c)-[:HAS]->(v) RETURN v.channelKey ORDER BY v.channelKey } AS channels
				RETURN i.scheme + '/' + i.value + ': sent' + reduce(s = '', x IN sent | s + ' ' + x)
				       + ', got' + reduce(s = '', x IN got | s + ' ' + x)
				       + ', events' + CASE WHEN events = [] THEN ' -' ELSE reduce(s = '', x IN events | s + ' ' + x) END
				       + ', conversations' + reduce(s = '', x IN channels | s + ' ' + x) AS found
				ORDER BY i.scheme DESC""");
	}

	private List<Object> all(String cypher) {
		return this.graph.query(cypher).stream().map((record) -> record.get("found")).toList();
	}

	private void split(Driver driver, String... identityKeys) throws Exception {
		driver.executableQuery(Files.readString(Path.of("cypher/manual/split-contact.cypher")))
			.withParameters(Map.of("identityKeys", List.of(identityKeys)))
			.execute();
		await().atMost(Duration.ofSeconds(30)).until(() -> this.graph.count("Unfinished") == 0);
	}

	private void post(String... messages) {
		assertAccepted(this.platform.post(delivery(NUMBER, messages)));
	}

	private void postTo(String number, String message) {
		assertAccepted(this.platform.post(delivery(number, message)));
	}

	private void change(String field, String fields) {
		assertAccepted(this.platform
			.post("""
					{"object":"whatsapp_business_account","entry":[{"id":"104","time":1760000000,"changes":[{"field":"%s","value":{
					"messaging_product":"whatsapp","metadata":{"phone_number_id":"123456789"},%s}}]}]}"""
				.formatted(field, fields)));
	}

	private void page(String items) {
		assertAccepted(this.platform.post("messenger", """
				{"object":"page","entry":[{"id":"1900","time":1760000001000,"messaging":[%s]}]}""".formatted(items)));
	}

	private static String delivery(String number, String... messages) {
		return """
				{"object":"whatsapp_business_account","entry":[{"id":"104","changes":[{"field":"messages","value":{
				"messaging_product":"whatsapp","metadata":{"phone_number_id":"%s"},"contacts":[],"messages":[%s]}}]}]}"""
			.formatted(number, String.join(",", messages));
	}

	private static String from(String phone, String userId) {
		if (phone == null) {
			return "\"from_user_id\":\"%s\"".formatted(userId);
		}
		return "\"from\":\"%s\"".formatted(phone)
				+ ((userId != null) ? ",\"from_user_id\":\"%s\"".formatted(userId) : "");
	}

	private static String text(String phone, String userId, String id) {
		return "{%s,\"id\":\"%s\",\"timestamp\":\"%d\",\"type\":\"text\",\"text\":{\"body\":\"Hello\"}}"
			.formatted(from(phone, userId), id, TIME);
	}

	private static String changed(String before, String after, String id) {
		return """
				{"id":"%s","timestamp":"%d","type":"system","system":{"type":"user_changed_user_id","body":"changed",
				"previous_user_id":"%s","user_id":"%s"}}""".formatted(id, TIME, before, after);
	}

	private static String reaction(String phone, String userId, String to, long seconds, String emoji) {
		return """
				{%s,"id":"R","timestamp":"%d","type":"reaction","reaction":{"message_id":"%s","emoji":"%s"}}"""
			.formatted(from(phone, userId), seconds, to, emoji);
	}

	private static String named(String phone, String userId, String id, long seconds, String name) {
		String contact = "\"contacts\":[{\"profile\":{\"name\":\"%s\"},%s}]".formatted(name,
				(phone != null) ? "\"wa_id\":\"%s\"".formatted(phone) : "\"user_id\":\"%s\"".formatted(userId));
		return delivery(NUMBER, text(phone, userId, id)).replace("\"contacts\":[]", contact)
			.replace(String.valueOf(TIME), String.valueOf(seconds));
	}

}
