package dev.switchboard.inbox;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.ApiClient;
import dev.switchboard.Graph;
import dev.switchboard.Platform;
import dev.switchboard.SwitchboardTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static dev.switchboard.ApiClient.json;
import static dev.switchboard.Platform.assertAccepted;
import static org.assertj.core.api.Assertions.assertThat;

/** What happened in an inbox, in numbers. */
@SwitchboardTest
class StatisticsIT {

	private static final long DAY = 86_400;

	/** Eight o'clock in the morning. */
	private static final long MORNING = Instant.parse("2026-06-01T08:00:00Z").getEpochSecond();

	private static final String JUNE = "/api/statistics?from=2026-06-01T00:00:00Z&until=2026-06-08T00:00:00Z";

	@Autowired
	private Platform platform;

	@Autowired
	private Graph graph;

	@Autowired
	private ApiClient api;

	/** Others in each test: the application remembers channels for a minute. */
	private final String number = Long.toString(System.nanoTime());

	private final String otherNumber = this.number + "1";

	private ApiClient.Session bob;

	@BeforeEach
	void bobConnectsTwoNumbers() {
		this.bob = this.api.signUp("bob");
		this.graph.own(this.bob.userId(), this.number);
		this.graph.own(this.bob.userId(), this.otherNumber);
	}

	@Test
	void messagesAreCountedByDayChannelAndDirection() {
		write(this.number, "4411", MORNING, MORNING + 60, MORNING + DAY);
		write(this.otherNumber, "4411", MORNING);
		answer(this.number, "4411", MORNING + 90);
		write(this.number, "4411", MORNING - DAY);

		assertThat(get(this.bob, JUNE).get("messages"))
			.extracting((day) -> "%s %s %s %s".formatted(day.get("day").asText(), day.get("channel").asText(),
					day.get("inbound"), day.get("outbound")))
			.containsExactly("2026-06-01 whatsapp:%s 2 1".formatted(this.number),
					"2026-06-01 whatsapp:%s 1 0".formatted(this.otherNumber),
					"2026-06-02 whatsapp:%s 1 0".formatted(this.number));
	}

	@Test
	void partsOfDaysAreCountedToo() {
		write(this.number, "4411", MORNING, MORNING + 3600, MORNING + DAY, MORNING + DAY + 3600);

		JsonNode messages = get(this.bob, "/api/statistics?from=2026-06-01T08:30:00Z&until=2026-06-02T08:30:00Z")
			.get("messages");

		assertThat(messages).extracting((day) -> day.get("day").asText() + " " + day.get("inbound"))
			.containsExactly("2026-06-01 1", "2026-06-02 1");
	}

	@Test
	void peopleWhoWriteForTheFirstTimeAreCounted() {
		write(this.number, "4411", MORNING - DAY, MORNING);
		write(this.number, "4422", MORNING, MORNING + 2 * DAY);
		write(this.number, "4433", MORNING + DAY);
		write(this.otherNumber, "4444", MORNING + DAY);

		assertThat(get(this.bob, JUNE).get("newContacts"))
			.hasToString("[{\"day\":\"2026-06-01\",\"contacts\":1},{\"day\":\"2026-06-02\",\"contacts\":2}]");
	}

	@Test
	void theMedianAnswerIsOfTheFirstMessageThatWaitsToTheNextAnswer() {
		write(this.number, "4411", MORNING, MORNING + 30);
		answer(this.number, "4411", MORNING + 60, MORNING + 70);
		write(this.number, "4411", MORNING + 100);
		answer(this.number, "4411", MORNING + 110);
		write(this.number, "4422", MORNING);
		answer(this.number, "4422", MORNING + 200);
		write(this.number, "4433", MORNING);

		JsonNode statistics = get(this.bob, JUNE);

		assertThat(statistics.get("medianAnswerSeconds").asDouble()).isEqualTo(60);
		assertThat(statistics.get("unanswered").asLong()).isEqualTo(1);
	}

	@Test
	void failuresAreCountedByReasonAlsoOfMessagesThatOnlyStatusesTellOf() {
		for (int i = 0; i < 3; i++) {
			status("wamid." + i, "failed", MORNING + i, "Re-engagement message");
		}
		status("wamid.3", "failed", MORNING, "Spam");
		status("wamid.4", "failed", MORNING, "Re-engagement message");
		status("wamid.4", "delivered", MORNING + 5, null);
		status("wamid.5", "failed", MORNING - DAY, "Spam");

		assertThat(get(this.bob, JUNE).get("failures")).hasToString(
				"[{\"reason\":\"Re-engagement message\",\"messages\":3},{\"reason\":\"Spam\",\"messages\":1}]");
	}

	@Test
	void withoutATimeTheLastFourteenDaysAreCounted() {
		Instant today = LocalDate.now(ZoneOffset.UTC).atStartOfDay().toInstant(ZoneOffset.UTC);
		write(this.number, "4411", today.minusSeconds(13 * DAY).getEpochSecond(),
				today.minusSeconds(13 * DAY + 1).getEpochSecond(), Instant.now().minusSeconds(1).getEpochSecond());

		assertThat(get(this.bob, "/api/statistics").get("messages")).hasSize(2);
	}

	@Test
	void anEmptyInboxHasNothingToCount() {
		assertThat(get(this.bob, "/api/statistics")).hasToString(
				"{\"messages\":[],\"newContacts\":[],\"medianAnswerSeconds\":null,\"unanswered\":0,\"failures\":[]}");
	}

	@Test
	void nobodyCountsWhatIsAnotherUsers() {
		write(this.number, "4411", MORNING);
		answer(this.number, "4411", MORNING + 5);
		write(this.number, "4411", MORNING + 10);
		status("wamid.0", "failed", MORNING, "Spam");
		ApiClient.Session alice = this.api.signUp("alice");
		this.graph.own(alice.userId(), this.number + "2");

		assertThat(get(alice, JUNE)).hasToString(
				"{\"messages\":[],\"newContacts\":[],\"medianAnswerSeconds\":null,\"unanswered\":0,\"failures\":[]}");

		this.graph.disconnect(this.bob.userId(), "whatsapp:" + this.number);
		this.graph.own(alice.userId(), this.number);

		assertThat(get(alice, JUNE.replace("until=2026-06-08", "until=2026-06-09")).get("messages")).isEmpty();
		assertThat(get(this.bob, JUNE).get("messages")).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "?from=yesterday", "?from=2026-06-01T00:00:00Z&until=2026-09-02T00:00:00Z",
			"?from=2026-06-02T00:00:00Z&until=2026-06-01T00:00:00Z", "?until=1960-01-01T00:00:00Z",
			"?from=2026-06-01T00:00:00Z&until=2026-06-01T00:00:00Z" })
	void aTimeThatCannotBeCountedIsAProblem(String period) {
		HttpResponse<String> answer = this.bob.get("/api/statistics" + period);

		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
		assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
	}

	private void write(String phoneNumberId, String from, long... times) {
		for (long time : times) {
			post(phoneNumberId, "messages", "messages", """
					{"from":"%s","id":"wamid.%d","timestamp":"%d","type":"text","text":{"body":"Hello"}}"""
				.formatted(from, System.nanoTime(), time));
		}
	}

	private void answer(String phoneNumberId, String to, long... times) {
		for (long time : times) {
			post(phoneNumberId, "smb_message_echoes", "message_echoes", """
					{"from":"15550783881","to":"%s","id":"wamid.%d","timestamp":"%d","type":"text",
					"text":{"body":"Hi"}}""".formatted(to, System.nanoTime(), time));
		}
	}

	private void status(String id, String status, long time, String error) {
		post(this.number, "messages", "statuses", """
				{"id":"%s","recipient_id":"4411","status":"%s","timestamp":"%d"%s}""".formatted(id, status, time,
				(error != null) ? ",\"errors\":[{\"code\":131047,\"title\":\"%s\"}]".formatted(error) : ""));
	}

	private void post(String phoneNumberId, String field, String list, String item) {
		assertAccepted(this.platform.post("""
				{"object":"whatsapp_business_account","entry":[{"id":"104","changes":[{"field":"%s","value":{
				"messaging_product":"whatsapp","metadata":{"display_phone_number":"15550783881","phone_number_id":"%s"},
				"%s":[%s]}}]}]}""".formatted(field, phoneNumberId, list, item)));
	}

	private static JsonNode get(ApiClient.Session user, String path) {
		HttpResponse<String> answer = user.get(path);
		assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
		return json(answer);
	}

}
