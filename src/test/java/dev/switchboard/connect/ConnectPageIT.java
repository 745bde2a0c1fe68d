package dev.switchboard.connect;

import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.ApiClient;
import dev.switchboard.FakeMeta;
import dev.switchboard.Graph;
import dev.switchboard.SwitchboardTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.util.UriComponentsBuilder;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.switchboard.ApiClient.json;
import static dev.switchboard.FakeMeta.APP_ID;
import static dev.switchboard.FakeMeta.TOKEN;
import static dev.switchboard.FakeMeta.calls;
import static dev.switchboard.FakeMeta.facebook;
import static dev.switchboard.FakeMeta.instagram;
import static org.assertj.core.api.Assertions.assertThat;

/** Facebook Pages and Instagram accounts become channels, after a log-in at Meta. */
@SwitchboardTest
class ConnectPageIT {

	private static final String LASTING = "EAAG-lasting";

	private static final String PAGE_TOKEN = "EAAG-page";

	@Autowired
	private ApiClient api;

	@Autowired
	private Graph graph;

	private final String page = Long.toString(System.nanoTime());

	private final String account = this.page + "9";

	@BeforeEach
	void aPageWithAnInstagramAccount() {
		FakeMeta.givesATokenFor("the-code");
		FakeMeta.server()
			.stubFor(post(urlPathEqualTo(facebook("oauth/access_token")))
				.withRequestBody(containing("fb_exchange_token"))
				.willReturn(okJson("{\"access_token\":\"%s\",\"expires_in\":5184000}".formatted(LASTING))));
		String shown = """
				"id":"%s","name":"Bob's Page","tasks":["MODERATE","MESSAGING"],\
				"instagram_business_account":{"id":"%s","username":"bobs.store"}""".formatted(this.page, this.account);
		FakeMeta.server()
			.stubFor(get(urlPathEqualTo(facebook("me/accounts")))
				.withHeader("Authorization", equalTo("Bearer " + LASTING))
				.willReturn(okJson("""
						{"data":[{%s},{"id":"2","name":"Not his","tasks":["ANALYZE"]}]}""".formatted(shown))));
		FakeMeta.server()
			.stubFor(get(urlPathEqualTo(facebook(this.page))).withHeader("Authorization", equalTo("Bearer " + LASTING))
				.willReturn(okJson("{%s,\"access_token\":\"%s\"}".formatted(shown, PAGE_TOKEN))));
		FakeMeta.server()
			.stubFor(get(urlPathEqualTo(facebook("debug_token"))).withQueryParam("input_token", equalTo(PAGE_TOKEN))
				.willReturn(
						okJson("""
								{"data":{"app_id":"%s","is_valid":true,"expires_at":0,"user_id":"7007007007007007","scopes":["pages_messaging",\
								"pages_manage_metadata","instagram_manage_messages"]}}"""
							.formatted(APP_ID))));
		FakeMeta.server()
			.stubFor(post(urlPathEqualTo(facebook(this.page + "/subscribed_apps")))
				.withHeader("Authorization", equalTo("Bearer " + PAGE_TOKEN))
				.willReturn(okJson("{\"success\":true}")));
	}

	@Test
	void thePagesOfWhoLogsInAreListedAndTheChosenOneIsConnectedWithItsInstagramAccount() {
		ApiClient.Session bob = this.api.signUp("bob");
		URI dialog = URI.create(authorize(bob, "messenger"));
		assertThat(dialog.getHost()).isEqualTo("www.facebook.com");
		assertThat(dialog.getQuery()).contains("client_id=" + APP_ID, "response_type=code",
				"redirect_uri=https://shop.example.com/connected?from=meta");

		HttpResponse<String> pages = comeBack(bob, "messenger/pages", state(dialog.toString()));

		assertThat(pages.statusCode()).as(pages.body()).isEqualTo(200);
		assertThat(json(pages)).hasSize(2);
		assertThat(json(pages).get(0).get("name").asText()).isEqualTo("Bob's Page");
		assertThat(json(pages).get(0).get("instagram").asText()).isEqualTo("bobs.store");
		assertThat(json(pages).get(1).get("connectable").asBoolean()).isFalse();
		assertThat(pages.body()).doesNotContain(LASTING, PAGE_TOKEN);
		HttpResponse<String> connected = bob.post("/api/channels/messenger/connect",
				Map.of("pageId", this.page, "withInstagram", true));
		assertThat(connected.statusCode()).as(connected.body()).isEqualTo(201);
		assertThat(json(connected).findValuesAsText("key")).containsExactly("messenger:" + this.page,
				"instagram:" + this.account);
		FakeMeta.server()
			.verify(postRequestedFor(urlPathEqualTo(facebook(this.page + "/subscribed_apps")))
				.withRequestBody(containing("message_echoes")));
		assertThat(this.graph.dump()).doesNotContain(LASTING, PAGE_TOKEN, TOKEN);
		assertThat(this.graph.query("MATCH (:User)-[:OWNS]->(c)-[:ACCESSED_WITH]->(t) RETURN t")).hasSize(2);
	}

	@Test
	void thePagesOfAPastedTokenAreListedAndNothingIsKept() {
		FakeMeta.server()
			.stubFor(get(urlPathEqualTo(facebook("debug_token"))).withQueryParam("input_token", equalTo(LASTING))
				.willReturn(okJson("""
						{"data":{"app_id":"%s","is_valid":true,"expires_at":0,"scopes":["pages_show_list",\
						"pages_messaging","pages_manage_metadata"]}}""".formatted(APP_ID))));
		ApiClient.Session bob = this.api.signUp("bob");

		HttpResponse<String> pages = bob.post("/api/channels/messenger/pages-with-token", Map.of("token", LASTING));

		assertThat(pages.statusCode()).as(pages.body()).isEqualTo(200);
		assertThat(json(pages).findValuesAsText("id")).containsExactly(this.page, "2");
		assertThat(json(pages).get(0).get("connectable").asBoolean()).isTrue();
		assertThat(pages.body()).doesNotContain(LASTING, PAGE_TOKEN);
		assertThat(calls("POST", facebook("oauth/access_token"))).isZero();
		assertThat(bob.post("/api/channels/messenger/connect", Map.of("pageId", this.page)).statusCode())
			.isEqualTo(422);
		String token = json(bob.post("/api/tokens", Map.of("name", "importer"))).get("token").asText();
		assertThat(this.api.withToken(token)
			.post("/api/channels/messenger/pages-with-token", Map.of("token", LASTING))
			.statusCode()).isEqualTo(200);
	}

	@Test
	void aStateCountsOnceAndOnlyInItsSession() {
		ApiClient.Session bob = this.api.signUp("bob");
		ApiClient.Session mallory = this.api.signUp("mallory");
		String state = state(authorize(bob, "messenger"));

		assertThat(comeBack(mallory, "messenger/pages", state).statusCode()).isEqualTo(422);
		assertThat(comeBack(bob, "messenger/pages", state + "x").statusCode()).isEqualTo(422);
		assertThat(comeBack(bob, "messenger/pages", state).statusCode()).isEqualTo(422);
		assertThat(calls("POST", facebook("oauth/access_token"))).isZero();

		state = state(authorize(bob, "messenger"));
		assertThat(comeBack(bob, "instagram/connect", state).statusCode()).isEqualTo(422);
		state = state(authorize(bob, "messenger"));
		assertThat(comeBack(bob, "messenger/pages", state).statusCode()).isEqualTo(200);
		assertThat(comeBack(bob, "messenger/pages", state).statusCode()).isEqualTo(422);
	}

	@Test
	void withoutALogInNoPageIsConnected() {
		ApiClient.Session bob = this.api.signUp("bob");

		assertThat(bob.post("/api/channels/messenger/connect", Map.of("pageId", this.page)).statusCode())
			.isEqualTo(422);
		assertThat(this.graph.count("Channel")).isZero();
	}

	@Test
	void aPageOfSomebodyElseIsRefusedAndNothingChanges() {
		ApiClient.Session bob = this.api.signUp("bob");
		ApiClient.Session alice = this.api.signUp("alice");
		comeBack(bob, "messenger/pages", state(authorize(bob, "messenger")));
		comeBack(alice, "messenger/pages", state(authorize(alice, "messenger")));
		bob.post("/api/channels/messenger/connect", Map.of("pageId", this.page));

		HttpResponse<String> answer = alice.post("/api/channels/messenger/connect",
				Map.of("pageId", this.page, "withInstagram", true));

		assertThat(answer.statusCode()).isEqualTo(409);
		assertThat(this.graph.count("Channel")).isOne();
		assertThat(calls("POST", facebook(this.page + "/subscribed_apps"))).isOne();
	}

	@Test
	void aPageThatThePersonMayNotManageIsRefused() {
		FakeMeta.server()
			.stubFor(get(urlPathEqualTo(facebook(this.page))).willReturn(okJson("""
					{"id":"%s","name":"Not his","tasks":["ANALYZE"],"access_token":"%s"}""".formatted(this.page,
					PAGE_TOKEN))));

		HttpResponse<String> answer = this.api.signUp("bob")
			.post("/api/channels/messenger/connect-with-token", Map.of("token", LASTING, "pageId", this.page));

		assertThat(answer.statusCode()).isEqualTo(422);
		assertThat(json(answer).get("detail").asText()).contains("may not manage");
	}

	@Test
	void anInstagramAccountIsConnectedByItsOwnLogIn() {
		FakeMeta.server()
			.stubFor(post(urlPathEqualTo("/login/oauth/access_token")).withRequestBody(containing("code=the-code"))
				.withRequestBody(containing("client_id=880011"))
				.willReturn(okJson(
						"{\"data\":[{\"access_token\":\"IG-short\",\"user_id\":\"%s\"}]}".formatted(this.account))));
		FakeMeta.server()
			.stubFor(get(urlPathEqualTo("/instagram/access_token")).withQueryParam("access_token", equalTo("IG-short"))
				.willReturn(okJson("{\"access_token\":\"IG-long\",\"token_type\":\"bearer\",\"expires_in\":5183944}")));
		FakeMeta.server()
			.stubFor(get(urlPathEqualTo(instagram("me"))).withHeader("Authorization", equalTo("Bearer IG-long"))
				.willReturn(okJson(
						"{\"user_id\":\"%s\",\"username\":\"bobs.store\",\"id\":\"55\"}".formatted(this.account))));
		FakeMeta.server()
			.stubFor(post(urlPathEqualTo(instagram(this.account + "/subscribed_apps")))
				.withHeader("Authorization", equalTo("Bearer IG-long"))
				.willReturn(okJson("{\"success\":true}")));
		ApiClient.Session bob = this.api.signUp("bob");
		String dialog = authorize(bob, "instagram");
		assertThat(dialog).startsWith("https://www.instagram.com/oauth/authorize?client_id=880011");

		HttpResponse<String> connected = comeBack(bob, "instagram/connect", state(dialog));

		assertThat(connected.statusCode()).as(connected.body()).isEqualTo(201);
		JsonNode channel = json(connected);
		assertThat(channel.get("key").asText()).isEqualTo("instagram:" + this.account);
		assertThat(channel.get("name").asText()).isEqualTo("bobs.store");
		assertThat(this.graph.value("""
				MATCH (t:AccessToken) RETURN duration.inDays(datetime(), t.expiresAt).days""")).isIn(59L, 60L);
		assertThat(this.graph.dump()).doesNotContain("IG-long", "IG-short");
	}

	private static String authorize(ApiClient.Session user, String type) {
		HttpResponse<String> answer = user.post("/api/channels/%s/authorize".formatted(type), null);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return json(answer).get("url").asText();
	}

	private static String state(String dialog) {
		return URLDecoder.decode(UriComponentsBuilder.fromUriString(dialog).build().getQueryParams().getFirst("state"),
				StandardCharsets.UTF_8);
	}

	private static HttpResponse<String> comeBack(ApiClient.Session user, String path, String state) {
		return user.post("/api/channels/" + path, Map.of("code", "the-code", "state", state));
	}

}
