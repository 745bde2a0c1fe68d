package dev.switchboard.webhook;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import dev.switchboard.Graph;
import dev.switchboard.Platform;
import dev.switchboard.SwitchboardTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static dev.switchboard.Platform.assertAccepted;
import static dev.switchboard.Platform.change;
import static dev.switchboard.Platform.delivery;
import static dev.switchboard.Platform.entry;
import static dev.switchboard.Platform.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.lessThan;

/** Signed bytes in over HTTP, Cypher out. */
@SwitchboardTest
class WhatsappWebhookIT {

	private static final String NUMBER = "123456789";

	@Autowired
	private Platform platform;

	@Autowired
	private Graph graph;

	@BeforeEach
	void bobConnectsHisNumber() {
		this.graph.connect("bob", NUMBER);
	}

	@Test
	void aSignedTextBecomesAGraph() {
		assertAccepted(this.platform.post(delivery(NUMBER, text("wamid.A", "Hello"))));

		assertThat(this.graph.query("""
				MATCH (u:User)-[:OWNS]->(ch:Channel)<-[:ON]-(v:Conversation)<-[:HAS]-(c:Contact)-[:SENT]->(m:Message),
				      (m)-[:PART_OF]->(v), (u)-[:HAS_CONTACT]->(c)-[:KNOWN_AS]->(i:Identity)
				RETURN u.id, ch.key, c.name, c.phone, c.userId, i.key, i.scheme, i.value, m.key, m.id, m.type, m.text,
				       m.direction, toString(m.sentAt), m.receivedAt IS NOT NULL"""))
			.containsExactly(Map.ofEntries(Map.entry("u.id", "bob"), Map.entry("ch.key", "whatsapp:123456789"),
					Map.entry("c.name", "John"), Map.entry("c.phone", "919900112233"), Map.entry("c.userId", "bob"),
					Map.entry("i.key", "bob/wa/919900112233"), Map.entry("i.scheme", "wa"),
					Map.entry("i.value", "919900112233"), Map.entry("m.key", "bob/whatsapp:123456789/wamid.A"),
					Map.entry("m.id", "wamid.A"), Map.entry("m.type", "text"), Map.entry("m.text", "Hello"),
					Map.entry("m.direction", "inbound"), Map.entry("toString(m.sentAt)", "2025-10-09T08:53:20Z"),
					Map.entry("m.receivedAt IS NOT NULL", true)));
	}

	@Test
	void theAnswerEchoesNothing() {
		byte[] body = delivery(NUMBER, text("wamid.A", "Hello")).getBytes(StandardCharsets.UTF_8);

		HttpResponse<String> answer = this.platform
			.send(this.platform.request(Platform.PATH + "?hub.verify_token=t", body)
				.header("X-Hub-Signature-256", Platform.sign(body))
				.header("Cookie", "session=1")
				.header("X-Anything", "else"));

		assertAccepted(answer);
		assertThat(answer.headers().map().keySet()).isSubsetOf("content-length", "date", "connection", "keep-alive");
	}

	@Test
	void aRepeatedDeliveryChangesNothing() {
		String delivery = delivery(NUMBER, text("wamid.A", "Hello"), image("wamid.B"), reply("wamid.C", "wamid.A"));
		assertAccepted(this.platform.post(delivery));
		String once = this.graph.dump();

		assertAccepted(this.platform.post(delivery));

		assertThat(this.graph.dump()).isEqualTo(once);
	}

	@Test
	void aHundredEqualRequestsAtOnceAreStoredOnce() throws Exception {
		String delivery = delivery(NUMBER, text("wamid.A", "Hello"));
		List<Future<HttpResponse<String>>> answers = new ArrayList<>();
		try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
			IntStream.range(0, 100).forEach((i) -> answers.add(callers.submit(() -> this.platform.post(delivery))));
		}

		for (Future<HttpResponse<String>> answer : answers) {
			assertAccepted(answer.get());
		}
		assertThat(this.graph.count("Message")).isOne();
		assertThat(this.graph.count("Contact")).isOne();
		assertThat(this.graph.value("MATCH ()-[r:SENT]->() RETURN count(r)")).isEqualTo(1L);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Gr\\u00fc\\u00dfe \\ud83e\\uded6 https:\\/\\/example.com\\/",
			"Grüße 🫖 https://example.com/" })
	void textArrivesAsItWasWrittenHoweverTheJsonSpellsIt(String spelling) {
		assertAccepted(this.platform.post(delivery(NUMBER, text("wamid.A", spelling))));

		assertThat(this.graph.value("MATCH (m:Message) RETURN m.text")).isEqualTo("Grüße 🫖 https://example.com/");
	}

	@Test
	void everyEntryChangeAndMessageOfABodyIsStored() {
		this.graph.connect("ann", "222");
		String body = """
				{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[%s,%s]},%s]}""".formatted(
				change(NUMBER, text("a", "1"), text("b", "2")), change("222", text("c", "3")),
				entry(NUMBER, text("d", "4")));

		assertAccepted(this.platform.post(body));

		assertThat(this.graph.query("""
				MATCH (u:User)-[:HAS_CONTACT]->(c)-[:SENT]->(m) RETURN u.id + ' ' + m.id AS found ORDER BY found"""))
			.extracting("found")
			.containsExactly("ann c", "bob a", "bob b", "bob d");
		assertThat(this.graph.count("Contact")).isEqualTo(2);
	}

	@Test
	void contactsNeedNotStandInTheOrderOfTheMessages() {
		String body = """
				{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{
				"metadata":{"phone_number_id":"123456789"},
				"contacts":[{"wa_id":"2","profile":{"name":"Two"}},{"wa_id":"1","profile":{"name":"One"}}],
				"messages":[{"from":"1","id":"a","timestamp":1760000000,"type":"text","text":{"body":"x"}},
				            {"from":"2","id":"b","timestamp":"1760000000","type":"text","text":{"body":"x"}}]}}]}]}""";

		assertAccepted(this.platform.post(body));

		assertThat(this.graph.query("MATCH (c:Contact)-[:SENT]->(m) RETURN c.name + m.id AS found ORDER BY found"))
			.extracting("found")
			.containsExactly("Onea", "Twob");
	}

	@Test
	void aMessageWithoutContactsIsStoredAndLearnsTheNameLater() {
		String withoutContacts = delivery(NUMBER, text("wamid.A", "x"))
			.replace("\"contacts\":[{\"profile\":{\"name\":\"John\"},\"wa_id\":\"919900112233\"}],", "");
		assertAccepted(this.platform.post(withoutContacts));
		assertThat(this.graph.value("MATCH (c:Contact) RETURN c.name")).isNull();

		assertAccepted(this.platform.post(delivery(NUMBER, text("wamid.B", "x"))));

		assertThat(this.graph.value("MATCH (c:Contact) RETURN c.name")).isEqualTo("John");
		assertThat(this.graph.count("Contact")).isOne();
	}

	@Test
	void theNewestNameStaysWhicheverComesLast() {
		String older = delivery(NUMBER, text("wamid.A", "x")).replace("\"John\"", "\"Johnny\",\"username\":\"@old\"");
		String newer = delivery(NUMBER, text("wamid.B", "x").replace("1760000000", "1760000009")).replace("\"John\"",
				"\"John\",\"username\":\"@new\"");

		assertAccepted(this.platform.post(newer));
		assertAccepted(this.platform.post(older));

		assertThat(this.graph.value("MATCH (c:Contact) RETURN c.name + ' ' + c.username")).isEqualTo("John new");
		assertThat(this.graph.value("MATCH (c:Contact) RETURN toString(c.firstSeenAt) + ' ' + toString(c.lastSeenAt)"))
			.isEqualTo("2025-10-09T08:53:20Z 2025-10-09T08:53:29Z");
	}

	@Test
	void anEmptyNameNeverReplacesOne() {
		assertAccepted(this.platform.post(delivery(NUMBER, text("wamid.A", "x"))));
		assertAccepted(this.platform.post(delivery(NUMBER, text("wamid.B", "x")).replace("\"John\"", "\"\"")));

		assertThat(this.graph.value("MATCH (c:Contact) RETURN c.name")).isEqualTo("John");
	}

	@Test
	void aThousandMessagesOfOneBodyAreStored() {
		timeOf(thousand("body"));

		assertThat(this.graph.count("Message")).isEqualTo(1_000);
		assertThat(this.graph.count("HeldEvent")).isZero();
	}

	@Test
	@Tag("thorough")
	void aWarmServerStoresAThousandMessagesOfOneBodyInWellUnderASecond() {
		AtomicInteger bodies = new AtomicInteger();

		await().atMost(Duration.ofSeconds(90))
			.pollInterval(Duration.ofMillis(1))
			.until(() -> timeOf(thousand("body-" + bodies.incrementAndGet())), lessThan(Duration.ofMillis(700)));

		assertThat(this.graph.count("Message")).isEqualTo(1_000L * bodies.get());
		assertThat(this.graph.count("HeldEvent")).isZero();
	}

	@Test
	void aPictureHasItsFileAsAttachment() {
		assertAccepted(this.platform.post(delivery(NUMBER, image("wamid.A"))));

		assertThat(this.graph.query("""
				MATCH (m:Message {type: 'image', text: 'a caption'})-[:HAS_ATTACHMENT]->(a:Attachment)
				RETURN a.key, a.kind, a.mediaId, a.mimeType, a.sha256, a.caption"""))
			.containsExactly(Map.of("a.key", "bob/whatsapp:123456789/wamid.A/0", "a.kind", "image", "a.mediaId", "991",
					"a.mimeType", "image/jpeg", "a.sha256", "h=", "a.caption", "a caption"));
	}

	@Test
	void aReplyIsLinkedWhicheverOfTheTwoComesFirst() {
		assertAccepted(this.platform.post(delivery(NUMBER, reply("wamid.B", "wamid.A"))));
		assertThat(this.graph.count("Message")).isEqualTo(2);
		assertAccepted(this.platform.post(delivery(NUMBER, text("wamid.A", "the first"))));
		assertAccepted(this.platform.post(delivery(NUMBER, reply("wamid.C", "wamid.A"))));

		assertThat(this.graph.query("""
				MATCH (r:Message)-[:REPLIES_TO]->(m:Message {text: 'the first'})<-[:SENT]-(:Contact)
				RETURN r.id AS id ORDER BY id""")).extracting("id").containsExactly("wamid.B", "wamid.C");
		assertThat(this.graph.count("Message")).isEqualTo(3);
	}

	@Test
	void anUnknownTypeIsKeptWithItsJson() {
		assertAccepted(this.platform.post(delivery(NUMBER,
				"""
						{"from":"919900112233","id":"wamid.A","timestamp":"1760000000","type":"hologram","hologram":{"z":[1]}}""")));

		assertThat(this.graph.value("MATCH (m:Message {type: 'hologram'}) RETURN m.raw").toString())
			.contains("\"hologram\":{\"z\":[1]}");
	}

	@Test
	void onePhoneThatWritesToTwoUsersIsTwoContacts() {
		this.graph.connect("ann", "222");
		assertAccepted(this.platform.post(delivery(NUMBER, text("wamid.A", "to Bob"))));
		assertAccepted(this.platform.post(delivery("222", text("wamid.A", "to Ann"))));

		assertThat(this.graph.query("""
				MATCH (u:User)-[:HAS_CONTACT]->(c:Contact)-[:SENT]->(m:Message)
				RETURN u.id, c.userId, m.text ORDER BY u.id""")).containsExactly(
				Map.of("u.id", "ann", "c.userId", "ann", "m.text", "to Ann"),
				Map.of("u.id", "bob", "c.userId", "bob", "m.text", "to Bob"));
	}

	@Test
	void theSameIdWithOtherContentKeepsTheFirst() {
		assertAccepted(this.platform.post(delivery(NUMBER, text("wamid.A", "first"))));
		assertAccepted(this.platform.post(delivery(NUMBER, text("wamid.A", "second"))));

		assertThat(this.graph.value("MATCH (m:Message) RETURN m.text")).isEqualTo("first");
	}

	@Test
	void anEventForAChannelThatNobodyConnectedIsParkedOnceAndTheOthersAreStored() {
		String body = """
				{"object":"whatsapp_business_account","entry":[%s,%s]}"""
			.formatted(entry("404", text("wamid.A", "too early")), entry(NUMBER, text("wamid.B", "in time")));

		assertAccepted(this.platform.post(body));
		assertAccepted(this.platform.post(body));

		assertThat(this.graph.query("MATCH (h:HeldEvent) RETURN h.reason, h.channelKey, h.attempts, h.provider"))
			.containsExactly(Map.of("h.reason", "unknown-channel", "h.channelKey", "whatsapp:404", "h.attempts", 2L,
					"h.provider", "whatsapp"));
		assertThat(this.graph.value("MATCH (h:HeldEvent) RETURN h.payload").toString()).contains("too early")
			.doesNotContain("in time");
		assertThat(this.graph.value("MATCH (m:Message) RETURN m.text")).isEqualTo("in time");
	}

	@Test
	void whatIsParkedCanBePostedAgainOnceTheChannelIsConnected() {
		assertAccepted(this.platform.post(delivery("405", text("wamid.A", "too early"))));
		String payload = (String) this.graph.value("MATCH (h:HeldEvent) RETURN h.payload");
		this.graph.connect("bob", "405");

		assertAccepted(this.platform.post(payload));

		assertThat(this.graph.value("MATCH (c:Contact)-[:SENT]->(m:Message) RETURN c.name + ': ' + m.text"))
			.isEqualTo("John: too early");
		await().atMost(Duration.ofSeconds(30)).until(() -> this.graph.count("HeldEvent") == 0);
	}

	@ParameterizedTest
	@ValueSource(strings = { "x\\\",\\\"key IS NOT NULL OR c.key\\\":\\\"y", "x' OR 1=1 //", "x`", "", " ", "1 2" })
	void aChannelIdThatIsCodeFindsNothingAndChangesNothing(String id) {
		String before = this.graph.dump();

		assertAccepted(this.platform.post(delivery(id, text("wamid.A", "Hello"))));

		assertThat(this.graph.count("Message")).isZero();
		assertThat(this.graph.value("MATCH (h:HeldEvent) RETURN h.reason")).asString()
			.startsWith("invalid: message/channel does not match");
		this.graph.query("MATCH (h:HeldEvent) DETACH DELETE h");
		assertThat(this.graph.dump()).isEqualTo(before);
	}

	@Test
	void aRowWhoseChannelWasTakenAwayAfterTheLookUpIsHeld() {
		assertAccepted(this.platform.post(delivery(NUMBER, text("wamid.A", "remembers the channel"))));
		this.graph.query("MATCH (:User)-[owns:OWNS]->(:Channel) DELETE owns");

		assertAccepted(this.platform.post(delivery(NUMBER, text("wamid.B", "too late"))));

		assertThat(this.graph.count("Message")).isOne();
		assertThat(this.graph.query("MATCH (h:HeldEvent) RETURN h.reason, h.payload CONTAINS 'too late' AS kept"))
			.containsExactly(Map.of("h.reason", "channel-gone", "kept", true));
	}

	@Test
	void aRowThatTheServerRefusesIsHeldAndTheOthersAreStored() {
		assertAccepted(this.platform
			.post(delivery(NUMBER, text("wamid.A", "good"), nowhere("wamid.B"), text("wamid.C", "good"))));

		assertThat(this.graph.query("MATCH (m:Message) RETURN m.id AS id ORDER BY id")).extracting("id")
			.containsExactly("wamid.A", "wamid.B", "wamid.C");
		assertThat(this.graph.query("""
				MATCH (h:HeldEvent) RETURN h.reason STARTS WITH 'refused: Neo.ClientError.Statement.' AS refused,
				h.payload CONTAINS 'wamid.B' AS kept""")).containsExactly(Map.of("refused", true, "kept", true));
	}

	@Test
	void aReplyIsLinkedAlsoWhenItsNeighbourIsRefused() {
		assertAccepted(this.platform.post(delivery(NUMBER, nowhere("wamid.A"), reply("wamid.B", "wamid.X"))));

		assertThat(this.graph.value("MATCH (:Message {id: 'wamid.B'})-[:REPLIES_TO]->(m:Message) RETURN m.id"))
			.isEqualTo("wamid.X");
		assertThat(this.graph.count("HeldEvent")).isOne();
	}

	@Test
	void aMessageThatDoesNotKeepToTheContractIsHeldWithWhatIsWrong() {
		assertAccepted(this.platform.post(delivery(NUMBER, text("wamid.A", "good"),
				"""
						{"from":"919900112233","id":"wamid.B","timestamp":"1760000000","type":"text","text":{"body":{"not":"text"}}}""")));

		assertThat(this.graph.count("Message")).isOne();
		assertThat(this.graph.value("MATCH (h:HeldEvent) RETURN h.reason").toString())
			.startsWith("invalid: message/text object found");
	}

	@Test
	void aHeldPayloadKeepsHalfASurrogatePair() {
		assertAccepted(this.platform.post(delivery("404", text("wamid.A", "Gr\\u00fc\\u00dfe \\ud83e"))));

		assertThat(this.graph.value("MATCH (h:HeldEvent) RETURN h.payload").toString()).contains("Grüße \\ud83e");
	}

	@ParameterizedTest
	@ValueSource(strings = { "${bean:x}", "{{env:HOME}}", "#{systemProperties}", "${jndi:ldap://127.0.0.1:1/a}",
			"' }) DETACH DELETE (n) //", "\\\\u0027", "=cmd()", "<img onerror=alert(1)>" })
	void codeInATextIsText(String code) {
		assertAccepted(this.platform.post(delivery(NUMBER, text("wamid.A", code))));

		assertThat(this.graph.value("MATCH (m:Message) RETURN m.text")).isEqualTo(code.replace("\\\\", "\\"));
	}

	@Test
	void aLoneSurrogateInATextIsMarkedAndANulIsKept() {
		assertAccepted(this.platform.post(delivery(NUMBER, text("wamid.A", "a\\ud83eb\\u0000c"))));

		assertThat(this.graph.value("MATCH (m:Message) RETURN m.text")).isEqualTo("a\uFFFDb\u0000c");
	}

	@Test
	void noHeaderAndNoParameterOfARequestSteersARoute() {
		byte[] body = delivery(NUMBER, text("wamid.A", "Hello")).getBytes(StandardCharsets.UTF_8);
		String query = "?CamelNeo4jOperation=DELETE_NODE&cAmElNeo4jLabel=User&CamelNeo4jMatchProperties=%7B%7D"
				+ "&CamelHttpResponseCode=418&CamelBeanMethodName=toString&operationName=x";

		HttpResponse<String> answer = this.platform.send(this.platform.request(Platform.PATH + query, body)
			.header("X-Hub-Signature-256", Platform.sign(body))
			.header("CamelNeo4jOperation", "DELETE_NODE")
			.header("cAmElNeo4jLabel", "User")
			.header("CamelNeo4jMatchProperties", "{\"id\":\"bob\"}")
			.header("CamelNeo4jDetachDelete", "true")
			.header("CamelHttpUri", "http://127.0.0.1:1/")
			.header("CamelFileName", "x")
			.header("kafka.OVERRIDE_TOPIC", "x")
			.header("Long-Running-Action", "x")
			.header("X-Amzn-Mtls-Clientcert-Subject", "CN=x"));

		assertAccepted(answer);
		assertThat(this.graph.count("User")).isOne();
		assertThat(this.graph.count("Message")).isOne();
	}

	@Test
	void metaProvesThatTheUrlIsOurs() {
		HttpResponse<String> answer = this.platform.send(this.platform.to(Platform.PATH
				+ "?hub.mode=subscribe&hub.verify_token=" + Platform.VERIFY_TOKEN + "&hub.challenge=1158201444"));

		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo("1158201444");
		assertThat(answer.headers().firstValue("Content-Type"))
			.hasValueSatisfying((type) -> assertThat(type).startsWith("text/plain"));
		assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
		assertThat(answer.headers().map().toString()).doesNotContain(Platform.VERIFY_TOKEN);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "?hub.mode=subscribe&hub.verify_token=wrong&hub.challenge=1",
			"?hub.mode=other&hub.verify_token=" + Platform.VERIFY_TOKEN + "&hub.challenge=1",
			"?hub.mode=subscribe&hub.verify_token=" + Platform.VERIFY_TOKEN,
			"?hub.mode=subscribe&hub.verify_token[]=" + Platform.VERIFY_TOKEN + "&hub.challenge=1",
			"?hub.mode=subscribe&hub.verify_token=" + Platform.VERIFY_TOKEN + "&hub.verify_token=x&hub.challenge=1" })
	void anotherHandshakeIsRefused(String query) {
		HttpResponse<String> answer = this.platform
			.send(this.platform.to(Platform.PATH + query.replace("[", "%5B").replace("]", "%5D")));

		assertThat(answer.statusCode()).isEqualTo(403);
		assertThat(answer.body()).isEmpty();
	}

	private Duration timeOf(String body) {
		long start = System.nanoTime();
		assertAccepted(this.platform.post(body));
		return Duration.ofNanos(System.nanoTime() - start);
	}

	private static String thousand(String name) {
		return delivery(NUMBER,
				IntStream.range(0, 1_000)
					.mapToObj((i) -> text("9199" + (i % 250), name + "-" + i, "message " + i))
					.toArray(String[]::new));
	}

	private static String image(String id) {
		return """
				{"from":"919900112233","id":"%s","timestamp":"1760000001","type":"image",
				"image":{"id":"991","mime_type":"image/jpeg","sha256":"h=","caption":"a caption"}}""".formatted(id);
	}

	// The database knows no such place.
	private static String nowhere(String id) {
		return """
				{"from":"919900112233","id":"%s","timestamp":"1760000000","type":"location","location":\
				{"latitude":999,"longitude":0}}""".formatted(id);
	}

	private static String reply(String id, String to) {
		return """
				{"from":"919900112233","id":"%s","timestamp":"1760000002","type":"text","text":{"body":"a reply"},
				"context":{"from":"919900112233","id":"%s"}}""".formatted(id, to);
	}

}
