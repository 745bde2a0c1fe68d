package dev.switchboard.inbox;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.ApiClient;
import dev.switchboard.BoltProxy;
import dev.switchboard.ConcurrentNeo4jTest;
import dev.switchboard.Graph;
import dev.switchboard.Platform;
import dev.switchboard.SwitchboardTest;
import dev.switchboard.channel.ChannelAccount;
import dev.switchboard.channel.ChannelType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;

import static dev.switchboard.ApiClient.json;
import static dev.switchboard.Platform.assertAccepted;
import static dev.switchboard.Platform.delivery;
import static dev.switchboard.Platform.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** New messages as they come in. */
@SwitchboardTest
@ConcurrentNeo4jTest
// Tests of other processes must have their database to themselves.
@DirtiesContext
class StreamIT {

	private static final Duration SOON = Duration.ofSeconds(30);

	/** Long enough for a message that must not come to come. */
	private static final Duration A_WHILE = Duration.ofSeconds(3);

	@Autowired
	private Platform platform;

	@Autowired
	private Graph graph;

	@Autowired
	private ApiClient api;

	@Autowired
	private StreamSubscribers listeners;

	/** Another one in each test: the application remembers channels for a minute. */
	private final String number = Long.toString(System.nanoTime());

	private ApiClient.Session bob;

	private String token;

	private String tokenId;

	@BeforeEach
	void bobHasANumberAndAProgram() {
		this.bob = this.api.signUp("bob");
		this.graph.connect(this.bob.userId(), this.number);
		JsonNode issued = json(this.bob.post("/api/tokens", Map.of("name", "a program")));
		this.token = issued.get("token").asText();
		this.tokenId = issued.get("id").asText();
	}

	@AfterEach
	void nobodyListensAnyMore() {
		await().atMost(SOON).until(() -> this.listeners.all().isEmpty());
	}

	@Test
	void tellsWhatComesFromNowOn() {
		post("wamid.A", "before");
		try (EventStream stream = open()) {
			post("wamid.B", "new");
			post("wamid.B", "new");
			await().atMost(SOON).until(() -> stream.texts().contains("new"));

			await().during(A_WHILE).atMost(SOON).until(() -> stream.texts().size() == 1);
		}
	}

	@Test
	void tellsWhatTheBusinessWroteWithWhomItWentTo() {
		this.graph.connect(this.bob.userId(), ChannelAccount.of(ChannelType.messenger, this.number, "a page"));
		try (EventStream stream = open()) {
			assertAccepted(this.platform.post("messenger", """
					{"object":"page","entry":[{"id":"%1$s","time":1,"messaging":[{"sender":{"id":"%1$s"},
					"recipient":{"id":"77"},"timestamp":1760000001000,
					"message":{"mid":"m_A","is_echo":true,"text":"an answer"}}]}]}""".formatted(this.number)));

			await().atMost(SOON).until(() -> stream.texts().contains("an answer"));
			assertThat(stream.messages().getFirst().get("contact").isNull()).isFalse();
		}
	}

	@Test
	void tellsWhatAnotherCopyStored() {
		post("wamid.A", "before");
		try (EventStream stream = open()) {
			storedElsewhere("wamid.B", "by another copy", "PT0S");

			await().atMost(SOON).until(() -> stream.texts().contains("by another copy"));
		}
	}

	@Test
	void tellsWhatWasWrittenEarlierAndCommittedLate() {
		post("wamid.A", "before");
		try (EventStream stream = open()) {
			post("wamid.B", "new");
			await().atMost(SOON).until(() -> stream.texts().contains("new"));

			storedElsewhere("wamid.C", "slow", "PT5S");

			await().atMost(SOON).until(() -> stream.texts().contains("slow"));
			assertThat(stream.texts()).containsExactly("new", "slow");
		}
	}

	@Test
	void goesOnWhereItsReaderWas() {
		String lastId;
		try (EventStream stream = open()) {
			post("wamid.A", "first");
			await().atMost(SOON).until(() -> stream.texts().contains("first"));
			lastId = stream.lastId();
		}
		Stream.of("second", "third").forEach((text) -> post("wamid." + text, text));

		try (EventStream stream = EventStream.open(request().header("Last-Event-ID", lastId))) {
			await().atMost(SOON).until(() -> stream.texts().contains("third"));

			assertThat(stream.texts()).contains("second").doesNotHaveDuplicates();
		}
	}

	@Test
	void whoComesBackLaterIsNotToldAgain() {
		String lastId;
		try (EventStream stream = open()) {
			post("wamid.A", "first");
			await().atMost(SOON).until(() -> stream.texts().contains("first"));
			String told = stream.lastId();
			// The position that the silent stream tells moves on as transactions settle.
			await().atMost(SOON)
				.until(() -> (boolean) this.graph
					.value("MATCH (m:Message) RETURN m.storedAt < datetime('%s')".formatted(stream.lastId())));
			lastId = stream.lastId();
			assertThat(lastId).isNotEqualTo(told);
		}
		post("wamid.B", "second");

		try (EventStream stream = EventStream.open(request().header("Last-Event-ID", lastId))) {
			await().atMost(SOON).until(() -> stream.texts().contains("second"));

			assertThat(stream.texts()).containsExactly("second");
		}
	}

	@Test
	void tellsNothingOfOthers() {
		ApiClient.Session alice = this.api.signUp("alice");
		this.graph.connect(alice.userId(), this.number + "2");
		try (EventStream stream = open()) {
			assertAccepted(this.platform.post(delivery(this.number + "2", text("wamid.A", "for Alice"))));
			post("wamid.B", "for Bob");
			await().atMost(SOON).until(() -> stream.texts().contains("for Bob"));

			await().during(A_WHILE).atMost(SOON).until(() -> stream.texts().size() == 1);
		}
	}

	@Test
	void isNeverSilentForLong() {
		try (EventStream stream = open()) {
			await().atMost(SOON).until(() -> stream.comments() > 3);

			assertThat(stream.texts()).isEmpty();
		}
	}

	@Test
	void nobodyHasMoreStreamsThanTheLimit() {
		try (EventStream first = open(); EventStream second = open()) {
			assertThat(first.status()).isEqualTo(200);
			try (EventStream third = open()) {
				assertThat(third.status()).isEqualTo(429);
			}
			second.close();
			await().atMost(SOON).until(() -> this.listeners.all().size() == 1);
			try (EventStream fourth = open()) {
				assertThat(fourth.status()).isEqualTo(200);
			}
		}
	}

	@Test
	void endsWhenTheTokenIsRevoked() {
		try (EventStream stream = open()) {
			assertThat(this.bob.delete("/api/tokens/" + this.tokenId).statusCode()).isEqualTo(204);

			await().atMost(SOON).until(stream::hasEnded);
			assertThat(this.listeners.all()).isEmpty();
		}
	}

	@Test
	void endsWhenItsReaderLogsOut() {
		String cookie = "SESSION=" + this.bob.cookie("SESSION").orElseThrow().getValue();
		try (EventStream stream = EventStream.open(this.api.anonymous().to("/api/stream").header("Cookie", cookie))) {
			assertThat(stream.status()).isEqualTo(200);
			assertThat(this.bob.delete("/api/session").statusCode()).isEqualTo(204);

			await().atMost(SOON).until(stream::hasEnded);
		}
	}

	@Test
	void endsAtOnceWhenTheApplicationStops() {
		try (EventStream stream = open()) {
			this.listeners.stop();

			await().atMost(Duration.ofSeconds(2)).until(stream::hasEnded);
			try (EventStream late = open()) {
				assertThat(late.status()).isEqualTo(503);
			}
		}
		finally {
			this.listeners.start();
		}
	}

	@Test
	void staysOpenWhileTheDatabaseIsAwayAndGoesOnLater(BoltProxy wire) {
		try (EventStream stream = open()) {
			wire.down();
			try {
				long comments = stream.comments();
				await().atMost(SOON).until(() -> stream.comments() > comments + 3);
			}
			finally {
				wire.up();
			}
			await().atMost(SOON).ignoreExceptions().untilAsserted(() -> post("wamid.A", "after all"));

			await().atMost(SOON).until(() -> stream.texts().contains("after all"));
		}
	}

	@Test
	void isNotOpenedFromSomewhereThatIsNoPosition() {
		for (String id : new String[] { "x", "1", "+1000000000-12-31T23:59:59Z", "2026-06-01" }) {
			try (EventStream stream = EventStream.open(request().header("Last-Event-ID", id))) {
				assertThat(stream.status()).as(id).isEqualTo(400);
			}
		}
	}

	@Test
	void isForThoseWhoHaveLoggedIn() {
		try (EventStream stream = EventStream.open(this.api.anonymous().to("/api/stream"))) {
			assertThat(stream.status()).isEqualTo(401);
		}
	}

	private void post(String id, String text) {
		assertAccepted(this.platform.post(delivery(this.number, text(id, text))));
	}

	/** Needs the conversation, so something must have come before. */
	private void storedElsewhere(String id, String text, String ago) {
		this.graph.query("""
				MATCH (c:Contact)-[:HAS]->(v:Conversation)
				CREATE (c)-[:SENT]->(:Message {key: v.channelKey + '/%1$s', id: '%1$s', userId: c.userId,
				  channelKey: v.channelKey, direction: 'inbound', type: 'text', text: '%2$s', sentAt: datetime(),
				  receivedAt: datetime(), storedAt: datetime() - duration('%3$s')})-[:PART_OF]->(v)""".formatted(id,
				text, ago));
	}

	private EventStream open() {
		return EventStream.open(request());
	}

	private HttpRequest.Builder request() {
		return this.api.withToken(this.token).to("/api/stream");
	}

}
