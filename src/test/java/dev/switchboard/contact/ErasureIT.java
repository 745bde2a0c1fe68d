package dev.switchboard.contact;

import java.time.Duration;

import dev.switchboard.ApiClient;
import dev.switchboard.Graph;
import dev.switchboard.Platform;
import dev.switchboard.SwitchboardTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static dev.switchboard.Platform.assertAccepted;
import static dev.switchboard.Platform.delivery;
import static dev.switchboard.Platform.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A person is erased, and what Meta sends again brings nothing back. */
@SwitchboardTest
class ErasureIT {

	private static final Duration SOON = Duration.ofSeconds(30);

	private static final String JOHN = "919900112233";

	private static final String MARY = "919900112244";

	@Autowired
	private ApiClient api;

	@Autowired
	private Platform platform;

	@Autowired
	private Graph graph;

	private final String number = Long.toString(System.nanoTime());

	private ApiClient.Session bob;

	@BeforeEach
	void johnAndMaryHaveWritten() {
		this.bob = this.api.signUp("bob");
		this.graph.own(this.bob.userId(), this.number);
		assertAccepted(this.platform.post(delivery(this.number, text(JOHN, "wamid.J", "I am John"))));
		assertAccepted(this.platform.post(delivery(this.number, text(MARY, "wamid.M", "I am Mary"))));
		await().until(() -> this.graph.count("Message") == 2);
	}

	@Test
	void nothingIsLeftOfWhoIsErasedAndNothingComesBack() {
		erase(JOHN);

		assertThat(this.graph.dump()).doesNotContain("I am John", JOHN, "wamid.J").contains("I am Mary");
		assertAccepted(this.platform.post(delivery(this.number, text(JOHN, "wamid.J", "I am John"))));
		assertAccepted(
				this.platform.post(delivery(this.number, edit("wamid.J"), text(MARY, "wamid.M2", "Still here"))));
		await().until(() -> this.graph.count("Message") == 2);
		assertThat(this.graph.dump()).doesNotContain("John says", "I am John", JOHN, "wamid.J").contains("Still here");
		this.graph.assertNothingHeld();
	}

	/**
	 * A process that dies between the two statements of an echo leaves it without a
	 * contact.
	 */
	@Test
	void whatAnInterruptedDeliveryLeftGoesWhenThatDeliveryComesAgain() {
		String echo = """
				{"object":"whatsapp_business_account","entry":[{"id":"104","changes":[{"field":"message_echoes",\
				"value":{"metadata":{"display_phone_number":"1555","phone_number_id":"%s"},"message_echoes":[\
				{"from":"1555","to":"%s","id":"wamid.E","timestamp":"1760000000","type":"text",\
				"text":{"body":"How may I help?"}}]}}]}]}""".formatted(this.number, JOHN);
		assertAccepted(this.platform.post(echo));
		this.graph.query("MATCH (m:Message {id: 'wamid.E'})-[r:TO|PART_OF]->() DELETE r");
		assertThat(this.bob.delete("/api/contacts/" + idOf(JOHN)).statusCode()).isEqualTo(202);
		await().atMost(SOON).until(() -> this.graph.count("Contact") == 1);

		assertAccepted(this.platform.post(echo));

		assertThat(this.graph.query("MATCH (m:Message) RETURN m.id AS id")).extracting("id").containsExactly("wamid.M");
		assertThat(this.graph.dump()).doesNotContain(JOHN, "How may I help?");
	}

	@Test
	void aMessageThatComesAgainOfSomebodyElseWhoWasSeenWithTheNumberStays() {
		String first = byStranger("wamid.K", 1_760_000_100).replace("IN.9", "IN.1");
		String stranger = byStranger("wamid.S", 1_760_000_200);
		assertAccepted(this.platform.post(delivery(this.number, first, stranger)));
		await().until(() -> this.graph.count("Contact") == 3 && this.graph.count("Message") == 4);
		assertThat(this.bob.delete("/api/contacts/" + idOf(JOHN)).statusCode()).isEqualTo(202);
		await().atMost(SOON).until(() -> this.graph.count("Contact") == 2);

		assertAccepted(this.platform.post(delivery(this.number, stranger)));

		assertThat(this.graph.query("MATCH (m:Message) RETURN m.id AS id")).extracting("id")
			.containsExactlyInAnyOrder("wamid.M", "wamid.S");
	}

	@Test
	void whatThePersonWritesAfterwardsMakesANewContactWithoutThePast() {
		erase(JOHN);

		assertAccepted(this.platform.post(delivery(this.number, later("wamid.N", "Hello again"))));
		await().until(() -> this.graph.count("Contact") == 2);
		assertAccepted(this.platform.post(delivery(this.number, text(JOHN, "wamid.J", "I am John"))));

		assertThat(this.graph.query("""
				MATCH (:Identity {value: '%s'})<-[:KNOWN_AS]-()-[:SENT]->(m) RETURN m.text AS text""".formatted(JOHN)))
			.extracting("text")
			.containsExactly("Hello again");
	}

	@Test
	void whatIsAboutTheNextHolderOfTheirNumberStays() {
		long left = 1_760_000_500;
		assertAccepted(this.platform.post(delivery(this.number, """
				{"from":"%s","id":"wamid.S","timestamp":"%d","type":"system","system":{"type":"user_changed_number",\
				"body":"changed","wa_id":"919900112299"}}""".formatted(JOHN, left))));
		assertAccepted(this.platform.post(delivery(this.number, byStranger("wamid.T", left + 100))));
		assertAccepted(this.platform
			.post(delivery(this.number, byStranger("no id", left + 200).replace("\"id\":", "\"x\":"))));
		await().until(() -> this.graph.count("HeldEvent") == 1 && this.graph.count("Contact") == 3);

		assertThat(this.bob.delete("/api/contacts/" + idOf(JOHN)).statusCode()).isEqualTo(202);
		await().atMost(SOON).until(() -> this.graph.count("Contact") == 2 && this.graph.count("Message") == 2);
		// It was on its way while John was erased.
		assertAccepted(this.platform.post(delivery(this.number, byStranger("wamid.U", left + 300))));
		assertAccepted(this.platform.post(delivery(this.number, text(JOHN, "wamid.J", "I am John"))));

		assertThat(this.graph.query("MATCH (:Identity {value: 'IN.9'})<-[:KNOWN_AS]-()-[:SENT]->(m) RETURN m.id AS id"))
			.extracting("id")
			.containsExactlyInAnyOrder("wamid.T", "wamid.U");
		assertThat(this.graph.count("HeldEvent")).isOne();
		assertThat(this.graph.dump()).doesNotContain("I am John", "wamid.J");
	}

	@Test
	void onlyTheUserCanEraseTheUsersContacts() {
		ApiClient.Session alice = this.api.signUp("alice");

		assertThat(alice.delete("/api/contacts/" + idOf(JOHN)).statusCode()).isEqualTo(404);
		assertThat(this.bob.delete("/api/contacts/nobody").statusCode()).isEqualTo(404);
		assertThat(this.graph.count("Contact")).isEqualTo(2);
	}

	private void erase(String phone) {
		assertThat(this.bob.delete("/api/contacts/" + idOf(phone)).statusCode()).isEqualTo(202);
		await().atMost(SOON).until(() -> this.graph.count("Contact") == 1 && this.graph.count("Message") == 1);
	}

	private String idOf(String phone) {
		return (String) this.graph
			.value("MATCH (c:Contact)-[:KNOWN_AS]->(:Identity {value: '%s'}) RETURN c.id".formatted(phone));
	}

	private static String edit(String id) {
		return """
				{"from":"%s","id":"wamid.E","timestamp":"1760000100","type":"edit",\
				"edit":{"original_message_id":"%s","message":{"type":"text","text":{"body":"John says"}}}}"""
			.formatted(JOHN, id);
	}

	private static String byStranger(String id, long seconds) {
		return """
				{"from":"%s","from_user_id":"IN.9","id":"%s","timestamp":"%d","type":"text","text":{"body":"New here"}}"""
			.formatted(JOHN, id, seconds);
	}

	private static String later(String id, String body) {
		return """
				{"from":"%s","id":"%s","timestamp":"%d","type":"text","text":{"body":"%s"}}""".formatted(JOHN, id,
				System.currentTimeMillis() / 1000 + 60, body);
	}

}
