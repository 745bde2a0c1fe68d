package dev.switchboard.channel;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.ApiClient;
import dev.switchboard.Graph;
import dev.switchboard.Platform;
import dev.switchboard.SwitchboardTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static dev.switchboard.ApiClient.json;
import static dev.switchboard.Platform.assertAccepted;
import static org.assertj.core.api.Assertions.assertThat;

/** The list of channels tells whether they work. */
@SwitchboardTest
class ChannelListIT {

	private static final long NOW = Instant.now().getEpochSecond();

	@Autowired
	private Platform platform;

	@Autowired
	private Graph graph;

	@Autowired
	private ApiClient api;

	/** Another one in each test: the application remembers channels for a minute. */
	private final String number = Long.toString(System.nanoTime());

	private ApiClient.Session bob;

	@BeforeEach
	void bobConnectsANumber() {
		this.bob = this.api.signUp("bob");
		this.graph.own(this.bob.userId(),
				new ChannelAccount(ChannelType.whatsapp, this.number, "the shop", this.number, "15550783881"));
	}

	@Test
	void aNewChannelHasNothingToTell() {
		JsonNode channel = channel(this.bob);

		assertThat(channel.get("lastEventAt").isNull()).isTrue();
		assertThat(channel.get("messagesToday").asLong()).isZero();
		assertThat(channel.get("quality").isNull()).isTrue();
		assertThat(channel.get("messagingTier").isNull()).isTrue();
	}

	@Test
	void aChannelTellsWhenSomethingCameInAndHowMuchToday() {
		long midnight = Instant.now().truncatedTo(ChronoUnit.DAYS).getEpochSecond();
		Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);

		post("messages",
				"\"messages\":[%s,%s]".formatted(message("wamid.A", midnight), message("wamid.B", midnight - 1)));
		post("smb_message_echoes", """
				"message_echoes":[{"from":"15550783881","to":"4411","id":"wamid.C","timestamp":"%d","type":"text",
				"text":{"body":"Hi"}}]""".formatted(NOW));

		JsonNode channel = channel(this.bob);
		assertThat(channel.get("messagesToday").asLong()).isEqualTo(2);
		assertThat(Instant.parse(channel.get("lastEventAt").asText())).isBetween(before, Instant.now());
		assertThat(json(this.bob.get("/api/channels")).get(0)).isEqualTo(channel);
	}

	@Test
	void aChannelTellsWhatMetaToldLastOfItsQualityAndLimit() {
		quality("ONBOARDING", "TIER_50", 0);
		quality("FLAGGED", "TIER_250", 20);
		quality("UPGRADE", "TIER_1K", 10);

		JsonNode channel = channel(this.bob);
		assertThat(channel.get("quality").asText()).isEqualTo("FLAGGED");
		assertThat(channel.get("messagingTier").asText()).isEqualTo("TIER_250");
	}

	@Test
	void theNextOwnerLearnsNothingOfThat() {
		quality("FLAGGED", "TIER_250", 0);
		post("messages", "\"messages\":[%s]".formatted(message("wamid.A", NOW)));
		this.graph.disconnect(this.bob.userId(), "whatsapp:" + this.number);
		ApiClient.Session alice = this.api.signUp("alice");
		this.graph.own(alice.userId(), ChannelAccount.of(ChannelType.whatsapp, this.number, "Alice's"));

		JsonNode channel = channel(alice);
		assertThat(channel.get("lastEventAt").isNull()).isTrue();
		assertThat(channel.get("messagesToday").asLong()).isZero();
		assertThat(channel.get("quality").isNull()).isTrue();
		assertThat(channel(this.bob).get("messagesToday").asLong()).isOne();
	}

	private JsonNode channel(ApiClient.Session user) {
		HttpResponse<String> answer = user.get("/api/channels/whatsapp:" + this.number);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return json(answer);
	}

	private void quality(String event, String limit, long seconds) {
		assertAccepted(this.platform.post("""
				{"object":"whatsapp_business_account","entry":[{"id":"%s","time":%d,"changes":[
				{"field":"phone_number_quality_update","value":{"display_phone_number":"15550783881","event":"%s",
				"current_limit":"%s"}}]}]}""".formatted(this.number, 1_760_000_000 + seconds, event, limit)));
	}

	private void post(String field, String content) {
		assertAccepted(this.platform
			.post("""
					{"object":"whatsapp_business_account","entry":[{"id":"104","changes":[{"field":"%s","value":{
					"messaging_product":"whatsapp","metadata":{"display_phone_number":"15550783881","phone_number_id":"%s"},%s
					}}]}]}"""
				.formatted(field, this.number, content)));
	}

	private static String message(String id, long seconds) {
		return """
				{"from":"4411","id":"%s","timestamp":"%d","type":"text","text":{"body":"Hello"}}""".formatted(id,
				seconds);
	}

}
