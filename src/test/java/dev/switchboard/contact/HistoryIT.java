package dev.switchboard.contact;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.switchboard.ApiClient;
import dev.switchboard.Graph;
import dev.switchboard.Platform;
import dev.switchboard.SwitchboardTest;
import dev.switchboard.channel.ChannelAccount;
import dev.switchboard.channel.ChannelType;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static dev.switchboard.Platform.assertAccepted;
import static dev.switchboard.Platform.delivery;
import static dev.switchboard.Platform.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What is about a person with a long history is done in pieces, and keeps nobody waiting.
 */
@SwitchboardTest
class HistoryIT {

	private static final Duration SOON = Duration.ofSeconds(90);

	@Autowired
	private Platform platform;

	@Autowired
	private ApiClient api;

	@Autowired
	private Graph graph;

	@Autowired
	private ProducerTemplate routes;

	private final String number = Long.toString(System.nanoTime());

	@Test
	void twoPeopleWithManyMessagesBecomeOneAndTheirNextMessageNeedNotWait() {
		this.graph.connect("bob", this.number);
		this.platform.post(delivery(this.number, text("919900112233", "wamid.A", "by phone")));
		this.platform.post(byUserId("wamid.B"));
		history("wa/919900112233", "inbound", 4_000);
		history("bsuid/IN.77", "inbound", 4_000);
		assertThat(this.graph.count("Contact")).isEqualTo(2);

		assertAccepted(this.platform.post(byBoth("wamid.C")));
		assertThat(this.graph.query("MATCH (m:Message {id: 'wamid.C'}) RETURN m.text AS text")).hasSize(1);

		await().atMost(SOON).until(() -> this.graph.count("Contact") == 1 && this.graph.count("Unfinished") == 0);
		assertThat(this.graph.value("MATCH (c:Contact)-[:SENT]->(m:Message) RETURN count(DISTINCT m)"))
			.isEqualTo(8_003L);
		assertThat(this.graph.value("MATCH (v:Conversation)<-[:PART_OF]-(m:Message) RETURN count(m)"))
			.isEqualTo(8_003L);
		assertThat(this.graph.count("Conversation")).isOne();
		assertThat(
				this.graph.value("MATCH (c:Contact)-[:HAS]->(v:Conversation) RETURN v.key = v.channelKey + '/' + c.id"))
			.isEqualTo(true);
	}

	@Test
	void aReceiptOverManyMessagesMarksAllOfThem() {
		this.graph.connect("bob", ChannelAccount.of(ChannelType.messenger, this.number, "a page"));
		this.platform.post("messenger", page("\"message\":{\"mid\":\"m_A\",\"text\":\"Hi\"}"));
		history("psid/42", "outbound", 15_000);

		assertAccepted(this.platform.post("messenger",
				page("\"read\":{\"watermark\":%d}".formatted(System.currentTimeMillis()))));

		await().atMost(SOON)
			.until(() -> this.graph.value("MATCH (m:Message {direction: 'outbound', status: 'read'}) RETURN count(m)")
				.equals(15_000L));
		await().atMost(SOON).until(() -> this.graph.count("Unfinished") == 0);
	}

	@Test
	void whoIsErasedIsErasedAlsoWhenJoinedWithAnotherMeanwhile() {
		ApiClient.Session bob = this.api.signUp("bob");
		this.graph.own(bob.userId(), this.number);
		this.platform.post(delivery(this.number, text("919900112233", "wamid.A", "by phone")));
		this.platform.post(byUserId("wamid.B"));
		this.platform.post(preference());
		this.platform.post(delivery(this.number, "{\"from\":\"919900112233\",\"id\":\"wamid.X\"}"));
		assertThat(this.graph.count("HeldEvent")).isOne();
		String later = (String) this.graph.value("MATCH (c:Contact) RETURN c.id ORDER BY c.id DESC LIMIT 1");

		// Due tomorrow, so that the join comes first; the request keeps that time.
		this.graph.query("MATCH (c:Contact {id: '%s'}) SET c.erasureRequestedAt = datetime() + duration('P1D')"
			.formatted(later));
		assertThat(bob.delete("/api/contacts/" + later).statusCode()).isEqualTo(202);
		this.platform.post(byBoth("wamid.C"));
		assertThat(this.graph.query("MATCH (c:Contact) RETURN c.erasureRequestedAt IS NULL AS stays"))
			.containsExactly(Map.of("stays", false));
		this.graph.query("MATCH (c:Contact) SET c.erasureRequestedAt = datetime()");

		await().atMost(SOON).until(() -> this.graph.count("Contact") == 0 && this.graph.count("Message") == 0);
		assertThat(this.graph.dump()).doesNotContain("919900112233", "IN.77", "by phone", "wamid.X");
	}

	@Test
	void ofWhoWasErasedMeanwhileNoNoteIsMade() {
		this.routes.requestBody("cypher:contacts/note-unfinished?orderBy=identityKey",
				List.of(Map.of("identityKey", "bob/wa/919900112233", "userId", "bob")));

		assertThat(this.graph.count("Unfinished")).isZero();
	}

	@Test
	void noDigestOfWhoWasErasedIsFoundByTryingAllNumbers() {
		ApiClient.Session bob = this.api.signUp("bob");
		this.graph.own(bob.userId(), this.number);
		this.platform.post(delivery(this.number, text("919900112233", "wamid.A", "by phone")));
		String id = (String) this.graph.value("MATCH (c:Contact) RETURN c.id");
		this.graph.query("CREATE (:Erased {digest: '%s', upTo: datetime()})".formatted(id));
		bob.delete("/api/contacts/" + id);

		await().atMost(SOON)
			.untilAsserted(() -> assertThat(this.graph.query("MATCH (e:Erased) RETURN e.digest AS digest"))
				.extracting("digest", String.class)
				.isNotEmpty()
				.allMatch((digest) -> digest.matches("k:[0-9a-f]{64}")));
	}

	private void history(String identity, String direction, int messages) {
		this.graph.query("""
				MATCH (i:Identity)<-[:KNOWN_AS]-(c:Contact)-[:HAS]->(v:Conversation)-[:ON]->(ch:Channel)
				WHERE i.key ENDS WITH '%1$s'
				UNWIND range(1, %3$d) AS n
				CREATE (m:Message {key: c.userId + '/' + ch.key + '/%1$s-' + n, id: '%1$s-' + n, userId: c.userId,
				  channelKey: ch.key, direction: '%2$s', type: 'text', text: 'x', identityKey: i.key,
				  sentAt: datetime({epochMillis: %4$d}), receivedAt: datetime(), storedAt: datetime()})
				CREATE (m)-[:PART_OF]->(v)
				FOREACH (sent IN CASE '%2$s' WHEN 'inbound' THEN [1] ELSE [] END | CREATE (c)-[:SENT]->(m))
				FOREACH (to IN CASE '%2$s' WHEN 'inbound' THEN [] ELSE [1] END | CREATE (m)-[:TO]->(c))"""
			.formatted(identity, direction, messages, Instant.parse("2025-10-01T00:00:00Z").toEpochMilli()));
	}

	private String byUserId(String id) {
		return delivery(this.number,
				"""
						{"from_user_id":"IN.77","id":"%s","timestamp":"1760000000","type":"text","text":{"body":"by user id"}}"""
					.formatted(id));
	}

	private String byBoth(String id) {
		return delivery(this.number, """
				{"from":"919900112233","from_user_id":"IN.77","id":"%s","timestamp":"1760000100","type":"text",\
				"text":{"body":"by both"}}""".formatted(id));
	}

	private String preference() {
		return """
				{"object":"whatsapp_business_account","entry":[{"id":"104","changes":[{"field":"user_preferences",\
				"value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"15550783881",\
				"phone_number_id":"%s"},"user_preferences":[{"wa_id":"919900112233","category":"marketing_messages",\
				"value":"stop","detail":"x","timestamp":1760000050}]}}]}]}""".formatted(this.number);
	}

	private String page(String event) {
		return """
				{"object":"page","entry":[{"id":"%1$s","time":1760000000000,"messaging":[{"sender":{"id":"42"},\
				"recipient":{"id":"%1$s"},"timestamp":1760000000000,%2$s}]}]}""".formatted(this.number, event);
	}

}
