package dev.switchboard.connect;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.ApiClient;
import dev.switchboard.FakeMeta;
import dev.switchboard.Graph;
import dev.switchboard.Platform;
import dev.switchboard.SwitchboardTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.switchboard.ApiClient.json;
import static dev.switchboard.FakeMeta.calls;
import static dev.switchboard.FakeMeta.facebook;
import static dev.switchboard.FakeMeta.instagram;
import static dev.switchboard.Platform.assertAccepted;
import static dev.switchboard.Platform.delivery;
import static dev.switchboard.Platform.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What becomes of channels after they were connected. */
@SwitchboardTest
// Left running, it would ask for the channels of other tests.
@DirtiesContext
@TestPropertySource(properties = { "switchboard.connect.check-period=200ms", "switchboard.connect.check-age=1h" })
class ChannelHealthIT {

	private static final Duration SOON = Duration.ofSeconds(30);

	private static final String ACCOUNT = "104000000000001";

	private static final String SUBSCRIPTION = facebook(ACCOUNT + "/subscribed_apps");

	@Autowired
	private ApiClient api;

	@Autowired
	private Platform platform;

	@Autowired
	private Graph graph;

	private final String number = Long.toString(System.nanoTime());

	private final String key = "whatsapp:" + this.number;

	private ApiClient.Session bob;

	@BeforeEach
	void bobHasANumber() {
		FakeMeta.letsConnect(ACCOUNT, this.number, "the-code");
		this.bob = this.api.signUp("bob");
		HttpResponse<String> connected = this.bob.post("/api/channels/whatsapp/connect",
				Map.of("code", "the-code", "businessAccountId", ACCOUNT, "phoneNumberId", this.number));
		assertThat(connected.statusCode()).as(connected.body()).isEqualTo(201);
	}

	@Test
	void aSubscriptionThatWasLostIsMended() {
		subscribed("{\"data\":[{\"whatsapp_business_api_data\":{\"id\":\"4711\",\"name\":\"another app\"}}]}");

		letTimePass();

		await().atMost(SOON).until(() -> calls("POST", SUBSCRIPTION) == 2);
		await().atMost(SOON).until(() -> isChecked());
		assertThat(channel().get("status").asText()).isEqualTo("connected");
	}

	@Test
	void oneThatIsThereIsLeftAlone() {
		subscribed("{\"data\":[{\"whatsapp_business_api_data\":{\"id\":\"%s\",\"name\":\"ours\"}}]}"
			.formatted(FakeMeta.APP_ID));

		letTimePass();

		await().atMost(SOON).until(() -> isChecked());
		assertThat(calls("POST", SUBSCRIPTION)).isOne();
	}

	@Test
	void aTokenThatDoesNotWorkIsSaidAndMessagesAreStoredAllTheSame() {
		FakeMeta.server()
			.stubFor(get(urlPathEqualTo(SUBSCRIPTION))
				.willReturn(aResponse().withStatus(400).withBody("{\"error\":{\"code\":190,\"error_subcode\":460}}")));

		letTimePass();

		await().atMost(SOON).until(() -> channel().get("status").asText().equals("needs reconnect"));
		assertThat(channel().get("statusReason").asText()).startsWith("The password of the Meta account was changed.");
		assertAccepted(this.platform.post(delivery(this.number, text("wamid.A", "Hello"))));
		await().until(() -> this.graph.count("Message") == 1);

		FakeMeta.server().resetAll();
		FakeMeta.letsConnect(ACCOUNT, this.number, "code-2");
		this.bob.post("/api/channels/whatsapp/connect",
				Map.of("code", "code-2", "businessAccountId", ACCOUNT, "phoneNumberId", this.number));
		assertThat(channel().get("status").asText()).isEqualTo("connected");
		assertThat(channel().get("statusReason").isNull()).isTrue();
	}

	@Test
	void whenTheAccountReportsThatWeWereRemovedMetaIsAskedAtOnce() {
		FakeMeta.server()
			.stubFor(get(urlPathEqualTo(SUBSCRIPTION))
				.willReturn(aResponse().withStatus(400).withBody("{\"error\":{\"code\":100,\"error_subcode\":33}}")));

		assertAccepted(this.platform.post("""
				{"object":"whatsapp_business_account","entry":[{"id":"%s","time":1760000000,"changes":[\
				{"field":"account_update","value":{"event":"ACCOUNT_OFFBOARDED"}}]}]}""".formatted(ACCOUNT)));

		await().atMost(SOON).until(() -> channel().get("status").asText().equals("needs reconnect"));
	}

	@Test
	void whileMetaIsAwayNothingIsSaid() {
		FakeMeta.server().stubFor(get(urlPathEqualTo(SUBSCRIPTION)).willReturn(aResponse().withStatus(503)));

		letTimePass();

		await().atMost(SOON).until(() -> isChecked());
		assertThat(channel().get("status").asText()).isEqualTo("connected");
	}

	@Test
	void aTokenOfAnInstagramLogInIsRefreshedBeforeItExpires() {
		String account = this.number + "9";
		FakeMeta.server()
			.stubFor(get(urlPathEqualTo(instagram("me"))).willReturn(
					okJson("{\"user_id\":\"%s\",\"username\":\"bobs.store\",\"id\":\"55\"}".formatted(account))));
		FakeMeta.server()
			.stubFor(post(urlPathEqualTo(instagram(account + "/subscribed_apps")))
				.willReturn(okJson("{\"success\":true}")));
		FakeMeta.server()
			.stubFor(get(urlPathEqualTo("/instagram/refresh_access_token"))
				.withQueryParam("access_token", equalTo("IG-old"))
				.willReturn(okJson("{\"access_token\":\"IG-new\",\"expires_in\":5183944}")));
		FakeMeta.server()
			.stubFor(get(urlPathEqualTo(instagram(account + "/subscribed_apps")))
				.withHeader("Authorization", equalTo("Bearer IG-new"))
				.willReturn(okJson("{\"data\":[{\"subscribed_fields\":[\"messages\"]}]}")));
		this.bob.post("/api/channels/instagram/connect-with-token", Map.of("token", "IG-old"));
		this.graph.query("""
				MATCH (t:AccessToken {subscription: '%s'})
				SET t.expiresAt = datetime() + duration('P5D'), t.grantedAt = datetime() - duration('P55D'),
				    t.checkedAt = datetime() - duration('P1D')""".formatted(account));

		await().atMost(SOON)
			.untilAsserted(() -> assertThat(this.graph.value("""
					MATCH (t:AccessToken {subscription: '%s'}) RETURN duration.inDays(datetime(), t.expiresAt).days"""
				.formatted(account))).isIn(59L, 60L));
		assertThat(calls("GET", instagram(account + "/subscribed_apps"))).isPositive();
		assertThat(this.graph.dump()).doesNotContain("IG-new", "IG-old");
	}

	@Test
	void whoRemovesTheAppHasToConnectAgain() {
		HttpResponse<String> answer = callBack("/meta/deauthorize", signed("7007007007007007", Platform.APP_SECRET));

		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(channel().get("status").asText()).isEqualTo("needs reconnect");
		assertThat(this.graph.count("AccessToken")).isZero();
	}

	@Test
	void whoWantsTheDataDeletedCanSeeThatItWas() {
		HttpResponse<String> answer = callBack("/meta/data-deletion", signed("7007007007007007", Platform.APP_SECRET));

		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		String code = json(answer).get("confirmation_code").asText();
		assertThat(json(answer).get("url").asText()).endsWith("/meta/data-deletion/" + code);
		await().atMost(SOON)
			.until(() -> this.api.anonymous()
				.get("/meta/data-deletion/" + code)
				.body()
				.startsWith("Your data was deleted on "));
		assertThat(channel().get("status").asText()).isEqualTo("disconnected");
		assertThat(this.graph.dump()).doesNotContain("7007007007007007");
		assertThat(this.api.anonymous().get("/meta/data-deletion/nothing").statusCode()).isEqualTo(404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", ".", "a.b.c", "bm90LXNpZ25lZA.eyJ1c2VyX2lkIjoiNzAwNzAwNzAwNzAwNzAwNyJ9" })
	void whatMetaDidNotSignIsRefused(String request) {
		assertThat(callBack("/meta/deauthorize", request).statusCode()).isEqualTo(403);
		assertThat(callBack("/meta/data-deletion", signed("7007007007007007", "another secret")).statusCode())
			.isEqualTo(403);
		assertThat(channel().get("status").asText()).isEqualTo("connected");
	}

	private void subscribed(String answer) {
		FakeMeta.server().stubFor(get(urlPathEqualTo(SUBSCRIPTION)).willReturn(okJson(answer)));
	}

	private void letTimePass() {
		this.graph.query("MATCH (t:AccessToken) SET t.checkedAt = datetime() - duration('PT2H')");
	}

	private boolean isChecked() {
		return (boolean) this.graph.value("MATCH (t:AccessToken) RETURN t.checkedAt > datetime() - duration('PT1H')");
	}

	private JsonNode channel() {
		return json(this.bob.get("/api/channels/" + this.key));
	}

	private HttpResponse<String> callBack(String path, String signedRequest) {
		return this.platform.send(this.platform.to(path)
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofString("signed_request=" + signedRequest)));
	}

	private static String signed(String person, String secret) {
		String payload = base64(
				"{\"algorithm\":\"HMAC-SHA256\",\"issued_at\":1760000000,\"user_id\":\"%s\"}".formatted(person)
					.getBytes(StandardCharsets.UTF_8));
		byte[] signature = HexFormat.of()
			.parseHex(Platform.sign(secret, payload.getBytes(StandardCharsets.US_ASCII)).substring("sha256=".length()));
		return base64(signature) + "." + payload;
	}

	private static String base64(byte[] bytes) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

}
