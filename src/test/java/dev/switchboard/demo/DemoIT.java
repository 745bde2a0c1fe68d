package dev.switchboard.demo;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

import dev.switchboard.ApiClient;
import dev.switchboard.FreePorts;
import dev.switchboard.Graph;
import dev.switchboard.Neo4jTest;
import dev.switchboard.Platform;
import dev.switchboard.inbox.EventStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static dev.switchboard.ApiClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What the README's first command shows. */
@Neo4jTest
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT,
		properties = { "management.server.port=0", "switchboard.spool.directory=target/spool/${random.uuid}",
				"switchboard.accounts.breach-list=", "switchboard.encryption.keys=" + Platform.ENCRYPTION_KEY,
				"switchboard.accounts.attempts-per-address=1000", "switchboard.demo.interval=300ms",
				"switchboard.demo.welcome=200ms", "switchboard.inbox.heartbeat=300ms" })
@ActiveProfiles("demo")
@Import({ Graph.class, ApiClient.class })
@ExtendWith(OutputCaptureExtension.class)
@DirtiesContext
class DemoIT {

	private static final Pattern LOG_IN = Pattern.compile("e-mail (\\S+), password (\\S+)");

	private static final int PORT = FreePorts.next();

	@Autowired
	private Demo demo;

	@Autowired
	private Graph graph;

	@Autowired
	private ApiClient api;

	@DynamicPropertySource
	static void port(DynamicPropertyRegistry properties) {
		// The stand-in for Meta is told its own address.
		properties.add("server.port", () -> PORT);
	}

	@Test
	void bobOwnsAChannelAndJohnWroteToIt(CapturedOutput output) {
		this.demo.run();

		assertThat(output).containsPattern("John writes a text +200 +\\+1 Contact, \\+1 Conversation, \\+1 Message")
			.containsPattern("comes again +200 +nothing new")
			.containsPattern("nobody connected +200 +\\+1 HeldEvent");
		assertThat(this.graph.value("""
				MATCH (:User {name: "Bob's Store"})-[:OWNS]->(:Channel {key: 'whatsapp:123456789'})<-[:ON]-()
				      <-[:HAS]-(:Contact {name: 'John'})-[:SENT]->(m:Message)
				RETURN count(m)""")).isEqualTo(3L);
	}

	@Test
	void peopleHaveWrittenForTwoWeeksAndAnotherStartChangesNothing(CapturedOutput output) {
		this.demo.run();

		assertThat((long) this.graph.count("Message")).isGreaterThan(600);
		assertThat(this.graph.query("MATCH (h:HeldEvent) RETURN h.reason AS reason ORDER BY reason"))
			.extracting((held) -> held.get("reason"))
			.containsExactly("unknown-channel", "unknown-channel", "unknown: an entry that the mapping does not know",
					"unreadable");
		assertThat(this.graph.query("MATCH (c:Contact) RETURN c")).hasSize(42);
		assertThat(this.graph.value("MATCH (m:Message) WHERE m.sentAt IS NULL RETURN count(m)")).isEqualTo(0L);
		assertThat(this.graph.value("""
				MATCH (m:Message) WHERE m.sentAt > datetime() - duration('PT10M') RETURN count(m) > 0"""))
			.isEqualTo(true);
		assertThat(this.graph.query("MATCH (m:Message {direction: 'outbound'}) RETURN DISTINCT m.status AS status"))
			.extracting((message) -> message.get("status"))
			.contains("read", "failed");
		String before = withoutAttempts();

		this.demo.run();

		assertThat(output).containsPattern("two weeks of forty people +200 +nothing new");
		assertThat(withoutAttempts()).isEqualTo(before);
	}

	@Test
	void bobLogsInWithThePasswordThatIsPrintedAndKeepsIt(CapturedOutput output) {
		this.demo.run();
		String[] logIn = printed(output);
		ApiClient.Session stranger = this.api.anonymous();
		assertThat(stranger
			.post("/api/account", Map.of("email", logIn[0], "name", "Mallory", "password", ApiClient.PASSWORD))
			.statusCode()).isEqualTo(202);

		ApiClient.Session bob = bob(output);

		assertThat(json(bob.get("/api/account")).get("name").asText()).isEqualTo("Bob's Store");
		assertThat(json(bob.get("/api/channels")).findValuesAsText("key"))
			.containsExactly("instagram:17841400000000001", "messenger:110220330440550", "whatsapp:123456789");
		this.demo.run();
		assertThat(bob.get("/api/account").statusCode()).isEqualTo(200);
		assertThat(this.graph.query("MATCH (u:User) RETURN u")).hasSize(1);
		assertThat(this.graph.dump()).doesNotContain(logIn[1]);
	}

	@Test
	void whileSomebodyWatchesPeopleWrite(CapturedOutput output) {
		this.demo.run();
		ApiClient.Session bob = bob(output);
		long before = this.graph.count("Message");

		try (EventStream stream = EventStream
			.open(bob.to("/api/stream").header("Authorization", "Bearer " + token(bob)))) {
			await().until(() -> this.graph.count("Message") > before + 2);
			assertThat(stream.status()).isEqualTo(200);
		}

		await().pollDelay(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(30)).until(() -> {
			long then = this.graph.count("Message");
			await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
			return this.graph.count("Message") == then;
		});
		assertThat(this.graph.count("HeldEvent")).isEqualTo(4);
	}

	private static String token(ApiClient.Session user) {
		return json(user.post("/api/tokens", Map.of("name", "watcher"))).get("token").asText();
	}

	private static String[] printed(CapturedOutput output) {
		return LOG_IN.matcher(output.getAll())
			.results()
			.map((found) -> new String[] { found.group(1), found.group(2) })
			.reduce((before, after) -> after)
			.orElseThrow();
	}

	private ApiClient.Session bob(CapturedOutput output) {
		String[] logIn = printed(output);
		ApiClient.Session bob = this.api.anonymous();
		HttpResponse<String> answer = bob.post("/api/session", Map.of("email", logIn[0], "password", logIn[1]));
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
		return bob;
	}

	private String withoutAttempts() {
		return this.graph.dump().replaceAll("attempts=\\d+", "");
	}

}
