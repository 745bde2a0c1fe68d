package dev.switchboard.webhook;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.switchboard.Graph;
import dev.switchboard.Platform;
import dev.switchboard.SwitchboardTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neo4j.driver.Driver;

import org.springframework.beans.factory.annotation.Autowired;

import static dev.switchboard.Platform.assertAccepted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A telephone number that its holder has given up goes to somebody else, who is another
 * person, whichever order it is learned in.
 */
@SwitchboardTest
class ReissuedNumberIT {

	private static final Duration SOON = Duration.ofSeconds(30);

	private static final long DAY = 86_400;

	private static final long TIME = 1_760_000_000;

	@Autowired
	private Platform platform;

	@Autowired
	private Graph graph;

	@Autowired
	private Driver driver;

	// The application remembers evidence longer than a test lasts.
	private final String old = "4477" + System.nanoTime() % 100_000_000;

	private final String next = "4478" + System.nanoTime() % 100_000_000;

	private final String number = Long.toString(System.nanoTime());

	private final String otherNumber = this.number + "9";

	@BeforeEach
	void bobConnectsANumber() {
		this.graph.connect("bob", this.number);
	}

	@ParameterizedTest
	@ValueSource(longs = { -1, 0, 1, 2, 3, 4, 5, 6 })
	void whoeverGetsTheNumberOfSomebodyWhoHasMovedIsAnotherPerson(long seed) {
		List<String> deliveries = new ArrayList<>(
				List.of(message("Hilde", this.old, "DE.1", "first", TIME, "Where is my order?"),
						moved(this.old, "\"from_user_id\":\"DE.1\",", this.next,
								"\"user_id\":\"DE.2\",\"previous_user_id\":\"DE.1\",", TIME + DAY),
						message("Hilde", this.next, "DE.2", "second", TIME + 2 * DAY, "Thank you"),
						message("Emeka", this.old, "DE.9", "stranger", TIME + 90 * DAY, "Do you mend bicycles?"),
						reaction(this.old, "DE.9", "first", TIME + 91 * DAY), call(this.old, "DE.9", TIME + 92 * DAY)));
		if (seed >= 0) {
			Collections.shuffle(deliveries, new Random(seed));
		}

		deliveries.forEach((delivery) -> assertAccepted(this.platform.post(delivery)));

		assertThat(people()).containsExactly(
				"Emeka %s [bsuid:DE.9] sent [stranger] reacted [first] called [call]".formatted(this.old),
				"Hilde %s [bsuid:DE.1, bsuid:DE.2, wa:%s, wa:%s] sent [first, moved, second] reacted [] called []"
					.formatted(this.next, this.old, this.next));
		assertThat(refused()).containsExactly("DE.9 seen-together %s: number-left".formatted(this.old));
		assertTimesAndPlaces();
	}

	/**
	 * Whichever of the two comes first, and whichever of the identities gives the contact
	 * its id.
	 */
	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 })
	void whoMovesToANumberThatSomebodyElseHadBeforeIsNotThatPerson(int order) {
		List<String> deliveries = new ArrayList<>(List.of(moved(this.old, "", this.next, "", TIME + DAY),
				message("Dan", this.next, "DE.3", "owner", TIME, "It has always been mine")));
		if (order % 2 == 1) {
			Collections.reverse(deliveries);
		}

		deliveries.forEach((delivery) -> assertAccepted(this.platform.post(delivery)));

		assertThat(refused()).containsExactly("%s number-changed %s: other-user-id".formatted(this.old, this.next));
		assertThat(this.graph.query("""
				MATCH (contact:Contact)-[:KNOWN_AS]->(identity:Identity)
				WITH contact, identity ORDER BY identity.value
				WITH contact, collect(identity.value) AS known
				RETURN known""")).extracting("known")
			.containsExactlyInAnyOrder(List.of(this.old), List.of(this.next, "DE.3"));
	}

	@ParameterizedTest
	@ValueSource(longs = { -1, 0, 1, 2, 3, 4 })
	void twoUserIdsOfOneNumberAreTwoPeopleAndTheFirstOneHasIt(long seed) {
		List<String> deliveries = new ArrayList<>(
				List.of(message("Hilde", this.old, null, "before", TIME - DAY, "From before user ids"),
						message("Hilde", this.old, "DE.1", "first", TIME, "Where is my order?"),
						message("Emeka", this.old, "DE.9", "stranger", TIME + 90 * DAY, "Do you mend bicycles?"),
						message(null, null, "DE.1", "hidden", TIME + 91 * DAY, "It has come")));
		if (seed >= 0) {
			Collections.shuffle(deliveries, new Random(seed));
		}

		deliveries.forEach((delivery) -> assertAccepted(this.platform.post(delivery)));

		assertThat(people()).containsExactly(
				"Emeka %s [bsuid:DE.9] sent [stranger] reacted [] called []".formatted(this.old),
				"Hilde %s [bsuid:DE.1, wa:%s] sent [before, first, hidden] reacted [] called []".formatted(this.old,
						this.old));
		assertThat(refused()).containsExactly("DE.9 seen-together %s: other-user-id".formatted(this.old));
		assertTimesAndPlaces();
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, 1, 2, 3 })
	void whoMovesToANumberThatSomebodyHadIsNotThatPerson(long seed) {
		List<String> deliveries = new ArrayList<>(
				List.of(message("Carl", this.next, "DE.5", "carl", TIME - 300 * DAY, "Hello"),
						message("Hilde", this.old, "DE.1", "first", TIME, "Where is my order?"),
						moved(this.old, "", this.next, "", TIME + DAY),
						message("Hilde", this.next, "DE.2", "second", TIME + 2 * DAY, "Thank you")));
		Collections.shuffle(deliveries, new Random(seed));

		deliveries.forEach((delivery) -> assertAccepted(this.platform.post(delivery)));

		assertThat(people()).extracting((person) -> person.split(" ")[0] + person.substring(person.indexOf(" sent")))
			.containsExactlyInAnyOrder("Carl sent [carl] reacted [] called []",
					"Hilde sent [first, moved] reacted [] called []", "Hilde sent [second] reacted [] called []");
		assertTimesAndPlaces();
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, 1, 2, 3 })
	void aNumberThatChangedKeepsThePersonAlsoWhereNobodyTellsTheUserIds(long seed) {
		List<String> deliveries = new ArrayList<>(
				List.of(message("Hilde", this.old, "DE.1", "first", TIME, "Where is my order?"),
						moved(this.old, "", this.next, "", TIME + DAY),
						message("Hilde", this.next, "DE.2", "second", TIME + 2 * DAY, "Thank you")));
		Collections.shuffle(deliveries, new Random(seed));

		deliveries.forEach((delivery) -> assertAccepted(this.platform.post(delivery)));

		assertThat(people()).containsExactly(
				"Hilde %s [bsuid:DE.1, bsuid:DE.2, wa:%s, wa:%s] sent [first, moved, second] reacted [] called []"
					.formatted(this.next, this.old, this.next));
		assertThat(refused()).isEmpty();
		assertTimesAndPlaces();
	}

	@Test
	void onePersonHasAUserIdForEachBusinessAccount() {
		this.graph.connect("bob", this.otherNumber);
		this.graph.query("MATCH (c:Channel) SET c.businessAccountId = 'account of ' + c.externalId");

		assertAccepted(this.platform.post(message("Hilde", this.old, "DE.1", "first", TIME, "Hello")));
		assertAccepted(this.platform.post(message("Hilde", this.old, "DE.7", "second", TIME + DAY, "Hello you too")
			.replace(this.number, this.otherNumber)));

		assertThat(people())
			.containsExactly("Hilde %s [bsuid:DE.1, bsuid:DE.7, wa:%s] sent [first, second] reacted [] called []"
				.formatted(this.old, this.old));
	}

	@Test
	void twoStrangersWhoAreOneContactFromBeforeAreTakenApartWithTheirHistory() throws Exception {
		assertAccepted(this.platform.post(message("Hilde", this.old, "DE.1", "first", TIME, "Where is my order?")));
		for (int i = 0; i < 700; i += 100) {
			assertAccepted(this.platform.post(delivery("", hundred(i))));
		}
		assertAccepted(this.platform
			.post(message("Emeka", null, "DE.9", "stranger", TIME + 90 * DAY, "Do you mend bicycles?")));
		// As the two were joined before numbers were known to go to somebody else.
		this.graph.query("""
				MATCH (p:Identity {key: 'bob/wa/%s'}), (u:Identity {key: 'bob/bsuid/DE.9'})
				CREATE (u)-[:SAME_AS {why: 'told-together', recordedAt: datetime()}]->(p)
				MERGE (x:Unfinished {identityKey: u.key}) SET x.userId = 'bob', x.notedAt = datetime()"""
			.formatted(this.old));
		await().atMost(SOON).until(() -> people().size() == 1);

		this.driver.executableQuery(Files.readString(Path.of("cypher/manual/split-contact.cypher")))
			.withParameters(Map.of("identityKeys", List.of("bob/bsuid/DE.9")))
			.execute();
		this.graph.query("MATCH (:Identity {key: 'bob/bsuid/DE.9'})-[e:SAME_AS {why: 'told-together'}]-() DELETE e");

		await().atMost(SOON).until(() -> this.graph.count("Contact") == 2 && this.graph.count("Unfinished") == 0);
		assertThat(this.graph.query("""
				MATCH (c:Contact)-[:SENT]->(m) RETURN c.name AS name, count(m) AS sent ORDER BY name"""))
			.containsExactly(Map.of("name", "Emeka", "sent", 1L), Map.of("name", "Hilde", "sent", 701L));
		assertTimesAndPlaces();
	}

	private List<String> people() {
		return this.graph.query("""
				MATCH (c:Contact)
				RETURN c.name + ' ' + coalesce(c.phone, '-') AS who,
				       COLLECT { MATCH (c)-[:KNOWN_AS]->(i) RETURN i.scheme + ':' + i.value AS a ORDER BY a } AS known,
				       COLLECT { MATCH (c)-[:SENT]->(m) RETURN m.id ORDER BY m.id } AS sent,
				       COLLECT { MATCH (c)-[:REACTED]->(m) RETURN m.id ORDER BY m.id } AS reacted,
				       COLLECT { MATCH (c)<-[:ABOUT]-(e) RETURN e.itemId ORDER BY e.itemId } AS called
				ORDER BY who, sent[0]""")
			.stream()
			.map((one) -> "%s %s sent %s reacted %s called %s".formatted(one.get("who"), one.get("known"),
					one.get("sent"), one.get("reacted"), one.get("called")))
			.toList();
	}

	private List<Object> refused() {
		return this.graph.query("""
				MATCH (a:Identity)-[e:SAME_AS]->(b:Identity) WHERE e.refused IS NOT NULL
				RETURN a.value + ' ' + e.why + ' ' + b.value + ': ' + e.refused AS refused ORDER BY refused""")
			.stream()
			.map((one) -> one.get("refused"))
			.toList();
	}

	// Each message is at one contact only, and times, ids and conversations are what they
	// say.
	private void assertTimesAndPlaces() {
		assertThat(this.graph.query("""
				MATCH (m:Message)
				WHERE COUNT { (m)-[:PART_OF]->() } <> 1 OR COUNT { (m)<-[:SENT]-() } <> 1
				   OR NOT EXISTS { (m)-[:PART_OF]->()<-[:HAS]-()-[:SENT]->(m) }
				   OR NOT EXISTS { (m)<-[:SENT]-()-[:KNOWN_AS]->(:Identity {key: m.identityKey}) }
				RETURN m.id""")).isEmpty();
		assertThat(this.graph.query("""
				MATCH (c:Contact)
				WITH c, COLLECT { MATCH (c)-[:SENT]->(m) RETURN m.sentAt } AS times,
				     COLLECT { MATCH (c)-[:HAS]->(v) RETURN v.lastMessageAt } AS last,
				     COLLECT { MATCH (c)-[:KNOWN_AS]->(i) RETURN i.contactId } AS ids
				WHERE c.dividing IS NOT NULL
				   OR c.lastSeenAt <> reduce(x = head(times), t IN times | CASE WHEN t > x THEN t ELSE x END)
				   OR c.firstSeenAt <> reduce(x = head(times), t IN times | CASE WHEN t < x THEN t ELSE x END)
				   OR c.activeAt <> reduce(x = head(last), t IN last | CASE WHEN t > x THEN t ELSE x END)
				   OR c.id <> reduce(x = head(ids), t IN ids | CASE WHEN t < x THEN t ELSE x END)
				   OR NOT EXISTS { (c)-[:HAS]->(v:Conversation)-[:ON]->(ch) WHERE v.key = ch.key + '/' + c.id }
				RETURN c.name""")).isEmpty();
		this.graph.assertNothingHeld();
	}

	private String message(String name, String phone, String userId, String id, long seconds, String text) {
		String contact = "\"contacts\":[{\"profile\":{\"name\":\"%s\"}%s%s}],".formatted(name,
				(phone != null) ? ",\"wa_id\":\"" + phone + "\"" : "",
				(userId != null) ? ",\"user_id\":\"" + userId + "\"" : "");
		return delivery((name != null) ? contact : "", """
				{%s"id":"%s","timestamp":"%d","type":"text","text":{"body":"%s"}}""".formatted(from(phone, userId), id,
				seconds, text));
	}

	private String hundred(int first) {
		List<String> messages = new ArrayList<>();
		for (int i = first; i < first + 100; i++) {
			messages.add("""
					{%s"id":"h%d","timestamp":"%d","type":"text","text":{"body":"More"}}"""
				.formatted(from(this.old, null), i, TIME + i));
		}
		return String.join(",", messages);
	}

	private String moved(String from, String fromUser, String to, String users, long seconds) {
		return delivery("", """
				{"from":"%s",%s"id":"moved","timestamp":"%d","type":"system","system":{"type":"user_changed_number",
				"body":"changed",%s"wa_id":"%s"}}""".formatted(from, fromUser, seconds, users, to));
	}

	private String reaction(String phone, String userId, String to, long seconds) {
		return delivery("", """
				{%s"id":"r","timestamp":"%d","type":"reaction","reaction":{"message_id":"%s","emoji":"👍"}}"""
			.formatted(from(phone, userId), seconds, to));
	}

	private String call(String phone, String userId, long seconds) {
		return """
				{"object":"whatsapp_business_account","entry":[{"id":"104","changes":[{"field":"calls","value":{
				"messaging_product":"whatsapp","metadata":{"phone_number_id":"%s"},"calls":[{%s"id":"call",
				"to":"15550783881","event":"connect","timestamp":"%d","direction":"USER_INITIATED"}]}}]}]}"""
			.formatted(this.number, from(phone, userId), seconds);
	}

	private static String from(String phone, String userId) {
		return ((phone != null) ? "\"from\":\"" + phone + "\"," : "")
				+ ((userId != null) ? "\"from_user_id\":\"" + userId + "\"," : "");
	}

	private String delivery(String contacts, String messages) {
		return """
				{"object":"whatsapp_business_account","entry":[{"id":"104","changes":[{"field":"messages","value":{
				"messaging_product":"whatsapp","metadata":{"phone_number_id":"%s"},%s"messages":[%s]}}]}]}"""
			.formatted(this.number, contacts, messages);
	}

}
