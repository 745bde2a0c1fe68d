package dev.switchboard.connect;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.switchboard.ApiClient;
import dev.switchboard.FakeMeta;
import dev.switchboard.Graph;
import dev.switchboard.Platform;
import dev.switchboard.SwitchboardTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.switchboard.ApiClient.json;
import static dev.switchboard.FakeMeta.calls;
import static dev.switchboard.FakeMeta.facebook;
import static dev.switchboard.Platform.assertAccepted;
import static dev.switchboard.Platform.delivery;
import static dev.switchboard.Platform.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

/** A WhatsApp number becomes a channel, and stops to be one. */
@SwitchboardTest
@ExtendWith(OutputCaptureExtension.class)
class ConnectWhatsappIT {

	private static final String ACCOUNT = "104000000000001";

	private static final String OTHER_ACCOUNT = "104000000000002";

	@Autowired
	private ApiClient api;

	@Autowired
	private Platform platform;

	@Autowired
	private Graph graph;

	/** Another one in each test: the application remembers channels for a minute. */
	private final String number = Long.toString(System.nanoTime());

	private final String key = "whatsapp:" + this.number;

	@Test
	void theWholeStoryIsToldByHttp(CapturedOutput output) {
		assertAccepted(this.platform.post(delivery(this.number, text("wamid.A", "Are you there?"))));
		FakeMeta.letsConnect(ACCOUNT, this.number, "the-code");
		ApiClient.Session bob = this.api.signUp("bob");

		HttpResponse<String> connected = connect(bob, "the-code");

		assertThat(connected.statusCode()).as(connected.body()).isEqualTo(201);
		assertThat(json(connected).get("key").asText()).isEqualTo(this.key);
		assertThat(json(connected).get("name").asText()).isEqualTo("Bob's Store");
		assertThat(json(connected).get("displayPhoneNumber").asText()).isEqualTo("15550783881");
		assertThat(json(connected).get("status").asText()).isEqualTo("connected");
		assertAccepted(this.platform.post(delivery(this.number, text("wamid.B", "Hello"))));
		await().until(() -> this.graph.count("Message") == 2);
		assertThat(this.graph.query("""
				MATCH (bob:User {email: 'bob@example.com'})-[:OWNS]->(channel:Channel),
				      (bob)-[:HAS_CONTACT]->(john:Contact)-[:SENT]->(message:Message)
				RETURN channel.key AS channel, john.name AS who, message.text AS text ORDER BY text"""))
			.extracting((row) -> row.get("channel"), (row) -> row.get("who"), (row) -> row.get("text"))
			.containsExactly(tuple(this.key, "John", "Are you there?"), tuple(this.key, "John", "Hello"));
		assertThat(this.graph.dump()).doesNotContain(FakeMeta.TOKEN, "the-code", Platform.APP_SECRET,
				ApiClient.PASSWORD);
		assertThat(bob.get("/api/channels").body()).contains(this.key).doesNotContain(FakeMeta.TOKEN, "ciphertext");
		assertThat(output.getAll()).doesNotContain(FakeMeta.TOKEN, "the-code", Platform.APP_SECRET, ApiClient.PASSWORD);
	}

	@Test
	void aNumberOnALaterPageIsFound() {
		FakeMeta.letsConnect(ACCOUNT, "1", "the-code");
		FakeMeta.server()
			.stubFor(get(urlPathEqualTo(facebook(ACCOUNT + "/phone_numbers"))).withQueryParam("after", absent())
				.willReturn(
						okJson("""
								{"data":[{"id":"1"}],"paging":{"cursors":{"after":"here"},"next":"https://elsewhere.example"}}""")));
		FakeMeta.server()
			.stubFor(get(urlPathEqualTo(facebook(ACCOUNT + "/phone_numbers"))).withQueryParam("after", equalTo("here"))
				.willReturn(okJson("""
						{"data":[{"id":"%s","verified_name":"Two"}]}""".formatted(this.number))));

		assertThat(connect(this.api.signUp("bob"), "the-code").statusCode()).isEqualTo(201);
	}

	@Test
	void aNumberOfSomebodyElseIsRefusedAndNothingChanges() {
		FakeMeta.letsConnect(ACCOUNT, this.number, "code-1");
		FakeMeta.givesATokenFor("code-2");
		ApiClient.Session bob = this.api.signUp("bob");
		ApiClient.Session alice = this.api.signUp("alice");
		connect(bob, "code-1");
		Object token = this.graph.value("MATCH (t:AccessToken) RETURN t.token");

		HttpResponse<String> refused = connect(alice, "code-2");

		assertThat(refused.statusCode()).isEqualTo(409);
		assertThat(refused.body()).doesNotContain("bob");
		assertThat(calls("POST", facebook(ACCOUNT + "/subscribed_apps"))).isOne();
		assertThat(this.graph.query("MATCH (u:User)-[:OWNS]->(c:Channel) RETURN u.email")).hasSize(1);
		assertThat(this.graph.value("MATCH (t:AccessToken) RETURN t.token")).isEqualTo(token);
	}

	@Test
	void ofTwoWhoConnectItAtTheSameMomentOneWins() {
		FakeMeta.letsConnect(ACCOUNT, this.number, "the-code");
		List<ApiClient.Session> users = List.of(this.api.signUp("bob"), this.api.signUp("alice"),
				this.api.signUp("carol"), this.api.signUp("dave"));

		List<CompletableFuture<Integer>> answers = users.stream()
			.map((user) -> CompletableFuture.supplyAsync(() -> connect(user, "the-code").statusCode()))
			.toList();

		assertThat(answers.stream().map(CompletableFuture::join)).containsExactlyInAnyOrder(201, 409, 409, 409);
		assertThat(this.graph.query("MATCH (u:User)-[:OWNS]->(c:Channel) WHERE u.id = c.userId RETURN u")).hasSize(1);
	}

	@Test
	void aNewNumberIsRegisteredWithItsPin() {
		FakeMeta.letsConnect(ACCOUNT, this.number, "the-code");
		FakeMeta.hasNumber(ACCOUNT, this.number, "NOT_APPLICABLE");
		FakeMeta.does(this.number + "/register");
		ApiClient.Session bob = this.api.signUp("bob");

		HttpResponse<String> without = connect(bob, "the-code");
		assertThat(without.statusCode()).isEqualTo(422);
		assertThat(json(without).get("detail").asText()).contains("pin of six digits");
		assertThat(calls("POST", facebook(ACCOUNT + "/subscribed_apps"))).isZero();

		assertThat(bob
			.post("/api/channels/whatsapp/connect", Map.of("code", "the-code", "businessAccountId", ACCOUNT,
					"phoneNumberId", this.number, "pin", "123456"))
			.statusCode()).isEqualTo(201);
		assertThat(calls("POST", facebook(this.number + "/register"))).isOne();
	}

	@Test
	void aWrongPinIsSaidInASentence() {
		FakeMeta.letsConnect(ACCOUNT, this.number, "the-code");
		FakeMeta.hasNumber(ACCOUNT, this.number, "NOT_APPLICABLE");
		FakeMeta.refuses(this.number + "/register", 400, "\"code\":133005");

		HttpResponse<String> answer = this.api.signUp("bob")
			.post("/api/channels/whatsapp/connect", Map.of("code", "the-code", "businessAccountId", ACCOUNT,
					"phoneNumberId", this.number, "pin", "123456"));

		assertThat(answer.statusCode()).isEqualTo(422);
		assertThat(json(answer).get("detail").asText()).startsWith("Meta says the PIN is wrong:");
		assertThat(this.graph.count("Channel")).isZero();
	}

	@Test
	void aNumberThatTheAccountDoesNotHaveIsRefused() {
		FakeMeta.letsConnect(ACCOUNT, "1", "the-code");

		HttpResponse<String> answer = connect(this.api.signUp("bob"), "the-code");

		assertThat(answer.statusCode()).isEqualTo(422);
		assertThat(json(answer).get("detail").asText()).contains("has no number with the id " + this.number);
	}

	@Test
	void aTokenOfAnotherAppIsRefused() {
		FakeMeta.letsConnect(ACCOUNT, this.number, "the-code");
		FakeMeta.saysOf("666", "[]", "whatsapp_business_management", "whatsapp_business_messaging");

		assertThat(connect(this.api.signUp("bob"), "the-code").statusCode()).isEqualTo(422);
		assertThat(this.graph.count("Channel")).isZero();
	}

	@Test
	void aTokenForAnotherAccountIsRefused() {
		FakeMeta.letsConnect(ACCOUNT, this.number, "the-code");
		FakeMeta.saysOf(FakeMeta.APP_ID, """
				[{"scope":"whatsapp_business_management","target_ids":["42"]}]""", "whatsapp_business_management",
				"whatsapp_business_messaging");

		HttpResponse<String> answer = connect(this.api.signUp("bob"), "the-code");

		assertThat(answer.statusCode()).isEqualTo(422);
		assertThat(json(answer).get("detail").asText()).contains("not for the business account");
	}

	@Test
	void aMissingPermissionIsNamed() {
		FakeMeta.letsConnect(ACCOUNT, this.number, "the-code");
		FakeMeta.says("whatsapp_business_management");

		HttpResponse<String> answer = connect(this.api.signUp("bob"), "the-code");

		assertThat(answer.statusCode()).isEqualTo(422);
		assertThat(json(answer).get("detail").asText()).contains("whatsapp_business_messaging");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			400 | "code":190,"error_subcode":463                       | 422 | has expired              | 1
			400 | "code":100,"error_user_msg":"The code is no good"    | 422 | The code is no good      | 1
			403 | "code":200                                           | 422 | permission               | 1
			400 | "code":80007                                         | 503 | no more calls            | 1
			429 | "code":4                                             | 503 | no more calls            | 1
			500 | "code":2,"is_transient":true                         | 503 | Try again later          | 3
			503 | "code":1                                             | 503 | Try again later          | 3
			""")
	void whatMetaRefusesIsSaidInASentence(int status, String error, int answered, String sentence, int attempts) {
		FakeMeta.letsConnect(ACCOUNT, this.number, "the-code");
		FakeMeta.refuses("oauth/access_token", status, error);

		HttpResponse<String> answer = connect(this.api.signUp("bob"), "the-code");

		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(answered);
		assertThat(json(answer).get("detail").asText()).contains(sentence);
		assertThat(answer.headers().firstValue("Retry-After").isPresent()).isEqualTo(answered == 503);
		assertThat(calls("POST", facebook("oauth/access_token"))).isEqualTo(attempts);
		assertThat(this.graph.count("Channel")).isZero();
	}

	@Test
	void afterAHiccupOfMetaItGoesOn() {
		FakeMeta.letsConnect(ACCOUNT, this.number, "the-code");
		String path = facebook(ACCOUNT + "/subscribed_apps");
		FakeMeta.server()
			.stubFor(post(urlPathEqualTo(path)).inScenario("hiccup")
				.whenScenarioStateIs("Started")
				.willSetStateTo("over")
				.willReturn(aResponse().withStatus(502).withBody("<html>Bad Gateway</html>")));
		FakeMeta.server()
			.stubFor(post(urlPathEqualTo(path)).inScenario("hiccup")
				.whenScenarioStateIs("over")
				.willReturn(okJson("{\"success\":true}")));

		assertThat(connect(this.api.signUp("bob"), "the-code").statusCode()).isEqualTo(201);
		assertThat(calls("POST", path)).isEqualTo(2);
	}

	@Test
	void aMetaThatIsSilentOrTalksNonsenseIsNotWaitedForLong() {
		FakeMeta.letsConnect(ACCOUNT, this.number, "the-code");
		ApiClient.Session bob = this.api.signUp("bob");
		for (var nonsense : List.of(aResponse().withFixedDelay(20_000),
				aResponse().withStatus(200).withBody("nonsense"), aResponse().withStatus(200).withBody("[]"),
				aResponse().withStatus(302).withHeader("Location", "/"),
				aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
				aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK))) {
			FakeMeta.server().stubFor(post(urlPathEqualTo(facebook("oauth/access_token"))).willReturn(nonsense));

			HttpResponse<String> answer = connect(bob, "the-code");

			assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
			assertThat(answer.body()).doesNotContain("localhost", "access_token", Platform.APP_SECRET);
		}
	}

	@Test
	void aThrottledTokenIsLeftAloneUntilMetaAllowsItAgain() {
		FakeMeta.server().stubFor(get(urlPathEqualTo(facebook("debug_token"))).willReturn(okJson("""
				{"data":{"app_id":"%s","is_valid":true,"scopes":["whatsapp_business_management",\
				"whatsapp_business_messaging"]}}""".formatted(FakeMeta.APP_ID))));
		String path = facebook(ACCOUNT + "/phone_numbers");
		FakeMeta.server()
			.stubFor(get(urlPathEqualTo(path)).willReturn(aResponse().withStatus(400)
				.withHeader("X-Business-Use-Case-Usage",
						"{\"104\":[{\"type\":\"management\",\"estimated_time_to_regain_access\":7}]}")
				.withBody("{\"error\":{\"message\":\"slow down\",\"code\":80008}}")));
		ApiClient.Session bob = this.api.signUp("bob");

		for (int attempt = 0; attempt < 2; attempt++) {
			HttpResponse<String> answer = bob.post("/api/channels/whatsapp/connect-with-token",
					Map.of("token", "EAAG-throttled", "businessAccountId", ACCOUNT, "phoneNumberId", this.number));

			assertThat(answer.statusCode()).isEqualTo(503);
			assertThat(Integer.parseInt(answer.headers().firstValue("Retry-After").orElseThrow())).isBetween(400, 420);
		}
		assertThat(calls("GET", path)).isOne();
	}

	@ParameterizedTest
	@CsvSource({ "businessAccountId, 1/../me", "phoneNumberId, 12?fields=x", "pin, 12345", "code, ''" })
	void whatCannotBeAnIdNeverReachesMeta(String field, String value) {
		Map<String, Object> body = new HashMap<>(
				Map.of("code", "c", "businessAccountId", ACCOUNT, "phoneNumberId", this.number));
		body.put(field, value);

		HttpResponse<String> answer = this.api.signUp("bob").post("/api/channels/whatsapp/connect", body);

		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).contains(field);
		assertThat(FakeMeta.server().getAllServeEvents()).isEmpty();
	}

	@Test
	void theNumbersOfAllBusinessAccountsAreListedAndSeveralAreConnectedWithOneCode(CapturedOutput output) {
		manyNumbers();
		ApiClient.Session bob = this.api.signUp("bob");

		HttpResponse<String> listed = numbers(bob, Map.of("code", "the-code"));

		assertThat(listed.statusCode()).as(listed.body()).isEqualTo(200);
		assertThat(json(listed).get("numbers")).extracting(JsonNode::toString)
			.containsExactly(
					"{\"businessAccountId\":\"%s\",\"phoneNumberId\":\"%s\",\"displayPhoneNumber\":\"15550783881\",\"verifiedName\":\"Bob's Store\",\"registered\":true,\"connected\":false}"
						.formatted(ACCOUNT, this.number),
					"{\"businessAccountId\":\"%s\",\"phoneNumberId\":\"%s2\",\"displayPhoneNumber\":\"15550783882\",\"verifiedName\":\"Bob's Van\",\"registered\":false,\"connected\":false}"
						.formatted(ACCOUNT, this.number),
					"{\"businessAccountId\":\"%s\",\"phoneNumberId\":\"%s3\",\"displayPhoneNumber\":null,\"verifiedName\":\"%s3\",\"registered\":true,\"connected\":false}"
						.formatted(OTHER_ACCOUNT, this.number, this.number));
		assertThat(connectListed(bob, ACCOUNT, this.number, null).statusCode()).isEqualTo(201);
		assertThat(connectListed(bob, ACCOUNT, this.number + "2", null).statusCode()).isEqualTo(422);
		assertThat(connectListed(bob, ACCOUNT, this.number + "2", "123456").statusCode()).isEqualTo(201);
		assertThat(connectListed(bob, OTHER_ACCOUNT, this.number + "3", null).statusCode()).isEqualTo(201);
		assertThat(calls("POST", facebook("oauth/access_token"))).isOne();
		assertThat(json(numbers(bob, Map.of("token", FakeMeta.TOKEN))).get("numbers").findValues("connected"))
			.allMatch(JsonNode::asBoolean);
		assertThat(this.graph.dump()).doesNotContain(FakeMeta.TOKEN, "the-code");
		assertThat(listed.body() + output.getAll()).doesNotContain(FakeMeta.TOKEN, "the-code");
	}

	@Test
	void theNumbersOfOneBusinessAccountAreListed() {
		manyNumbers();
		ApiClient.Session bob = this.api.signUp("bob");

		HttpResponse<String> listed = numbers(bob, Map.of("token", FakeMeta.TOKEN, "businessAccountId", OTHER_ACCOUNT));

		assertThat(json(listed).get("numbers").findValuesAsText("phoneNumberId")).containsExactly(this.number + "3");
		assertThat(numbers(bob, Map.of("token", FakeMeta.TOKEN, "businessAccountId", "42")).statusCode())
			.isEqualTo(422);
		FakeMeta.says("whatsapp_business_management", "whatsapp_business_messaging");
		HttpResponse<String> unnamed = numbers(bob, Map.of("token", FakeMeta.TOKEN));
		assertThat(unnamed.statusCode()).isEqualTo(422);
		assertThat(json(unnamed).get("detail").asText()).contains("send the businessAccountId too");
	}

	@Test
	void whatASignUpGaveIsOfItsSessionAndForTenMinutes() {
		manyNumbers();
		ApiClient.Session bob = this.api.signUp("bob");
		numbers(bob, Map.of("code", "the-code"));

		for (ApiClient.Session other : List.of(this.api.logIn("bob"), this.api.signUp("alice"))) {
			HttpResponse<String> refused = connectListed(other, ACCOUNT, this.number, null);
			assertThat(refused.statusCode()).isEqualTo(422);
			assertThat(json(refused).get("detail").asText()).contains("Sign up at WhatsApp first");
		}
		this.graph.query("""
				MATCH (s:Session) WHERE s.attributes CONTAINS 'whatsappTokenSince'
				SET s.attributes = replace(s.attributes, '"whatsappTokenSince":"', '"whatsappTokenSince":"-')""");
		assertThat(connectListed(bob, ACCOUNT, this.number, null).statusCode()).isEqualTo(422);
		assertThat(this.graph.count("Channel")).isZero();
		assertThat(this.graph.query("MATCH (s:Session) RETURN s.attributes").toString())
			.doesNotContain("whatsappToken");
	}

	@Test
	void eitherACodeOrATokenIsNeededAndASession() {
		ApiClient.Session bob = this.api.signUp("bob");

		assertThat(numbers(bob, Map.of()).statusCode()).isEqualTo(400);
		assertThat(numbers(bob, Map.of("code", "c", "token", "t")).statusCode()).isEqualTo(400);
		assertThat(numbers(bob, Map.of("code", "c", "businessAccountId", "1/..")).statusCode()).isEqualTo(400);
		assertThat(numbers(this.api.anonymous(), Map.of("code", "c")).statusCode()).isEqualTo(401);
		String token = json(bob.post("/api/tokens", Map.of("name", "importer"))).get("token").asText();
		assertThat(numbers(this.api.withToken(token), Map.of("code", "c")).statusCode()).isEqualTo(403);
		assertThat(FakeMeta.server().getAllServeEvents()).isEmpty();
	}

	@Test
	void aDisconnectedChannelIsForgottenAtMetaAndKeepsItsHistory() {
		FakeMeta.letsConnect(ACCOUNT, this.number, "the-code");
		ApiClient.Session bob = this.api.signUp("bob");
		ApiClient.Session alice = this.api.signUp("alice");
		connect(bob, "the-code");
		assertAccepted(this.platform.post(delivery(this.number, text("wamid.A", "Hello"))));

		assertThat(alice.delete("/api/channels/" + this.key).statusCode()).isEqualTo(404);
		assertThat(bob.delete("/api/channels/" + this.key).statusCode()).isEqualTo(204);

		assertThat(calls("DELETE", facebook(ACCOUNT + "/subscribed_apps"))).isOne();
		assertThat(this.graph.count("AccessToken")).isZero();
		assertThat(this.graph.count("Message")).isOne();
		assertThat(json(bob.get("/api/channels/" + this.key)).get("status").asText()).isEqualTo("disconnected");
		assertThat(bob.delete("/api/channels/" + this.key).statusCode()).isEqualTo(404);
		assertAccepted(this.platform.post(delivery(this.number, text("wamid.B", "Anybody?"))));
		assertThat(this.graph.count("HeldEvent")).isOne();
		connect(bob, "the-code");
		await().until(() -> this.graph.count("Message") == 2);
		assertThat(this.graph.count("Contact")).isOne();
	}

	@Test
	void aChannelIsDisconnectedAlsoWhenMetaDoesNotAnswer() {
		FakeMeta.letsConnect(ACCOUNT, this.number, "the-code");
		ApiClient.Session bob = this.api.signUp("bob");
		connect(bob, "the-code");
		FakeMeta.server().resetAll();

		assertThat(bob.delete("/api/channels/" + this.key).statusCode()).isEqualTo(204);
		assertThat(this.graph.value("MATCH (c:Channel) RETURN c.status")).isEqualTo("disconnected");
	}

	@Test
	void aSubscriptionThatAnotherNumberNeedsStays() {
		FakeMeta.letsConnect(ACCOUNT, this.number, "the-code");
		ApiClient.Session bob = this.api.signUp("bob");
		connect(bob, "the-code");
		FakeMeta.hasNumber(ACCOUNT, this.number + "2", "CLOUD_API");
		bob.post("/api/channels/whatsapp/connect",
				Map.of("code", "the-code", "businessAccountId", ACCOUNT, "phoneNumberId", this.number + "2"));

		bob.delete("/api/channels/" + this.key);
		assertThat(calls("DELETE", facebook(ACCOUNT + "/subscribed_apps"))).isZero();
		bob.delete("/api/channels/" + this.key + "2");
		assertThat(calls("DELETE", facebook(ACCOUNT + "/subscribed_apps"))).isOne();
	}

	/** Two business accounts: one with two numbers, on two pages, the other with one. */
	private void manyNumbers() {
		FakeMeta.givesATokenFor("the-code");
		FakeMeta.saysOf(FakeMeta.APP_ID, """
				[{"scope":"whatsapp_business_management","target_ids":["%s","%s"]}]""".formatted(ACCOUNT,
				OTHER_ACCOUNT), "whatsapp_business_management", "whatsapp_business_messaging");
		FakeMeta.hasNumber(ACCOUNT, this.number, "CLOUD_API");
		FakeMeta.server()
			.stubFor(get(urlPathEqualTo(facebook(ACCOUNT + "/phone_numbers"))).withQueryParam("after", absent())
				.willReturn(
						okJson("""
								{"data":[{"id":"%s","display_phone_number":"+1 555-078-3881","verified_name":"Bob's Store",\
								"platform_type":"CLOUD_API"}],"paging":{"cursors":{"after":"here"},"next":"https://x.example"}}"""
							.formatted(this.number))));
		FakeMeta.server()
			.stubFor(get(urlPathEqualTo(facebook(ACCOUNT + "/phone_numbers"))).withQueryParam("after", equalTo("here"))
				.willReturn(okJson("""
						{"data":[{"id":"%s2","display_phone_number":"+1 555-078-3882","verified_name":"Bob's Van",\
						"platform_type":"NOT_APPLICABLE"}]}""".formatted(this.number))));
		FakeMeta.server()
			.stubFor(get(urlPathEqualTo(facebook(OTHER_ACCOUNT + "/phone_numbers")))
				.willReturn(okJson("{\"data\":[{\"id\":\"%s3\"}]}".formatted(this.number))));
		FakeMeta.does(ACCOUNT + "/subscribed_apps");
		FakeMeta.does(OTHER_ACCOUNT + "/subscribed_apps");
		FakeMeta.does(this.number + "2/register");
	}

	private static HttpResponse<String> numbers(ApiClient.Session user, Map<String, String> body) {
		return user.post("/api/channels/whatsapp/numbers", body);
	}

	private static HttpResponse<String> connectListed(ApiClient.Session user, String account, String number,
			String pin) {
		Map<String, String> body = new HashMap<>(Map.of("businessAccountId", account, "phoneNumberId", number));
		if (pin != null) {
			body.put("pin", pin);
		}
		return user.post("/api/channels/whatsapp/connect", body);
	}

	private HttpResponse<String> connect(ApiClient.Session user, String code) {
		return user.post("/api/channels/whatsapp/connect",
				Map.of("code", code, "businessAccountId", ACCOUNT, "phoneNumberId", this.number));
	}

}
