package dev.switchboard.connect;

import java.net.HttpCookie;
import java.net.http.HttpRequest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.ApiClient;
import dev.switchboard.FakeMeta;
import dev.switchboard.Graph;
import dev.switchboard.Platform;
import dev.switchboard.SwitchboardTest;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

import static dev.switchboard.ApiClient.json;
import static org.assertj.core.api.Assertions.assertThat;

/** A page asks what it can offer. */
@SwitchboardTest
class ConnectSettingsIT {

	@Autowired
	private ApiClient api;

	@Autowired
	private Graph graph;

	@Autowired
	private ChannelEndpoint endpoint;

	@Autowired
	private MeterRegistry meters;

	@Test
	void whatIsNotSetUpIsSaidWithTheNameOfTheSetting() {
		ApiClient.Session bob = this.api.signUp("bob");

		JsonNode settings = json(bob.get("/api/connect/settings"));

		assertThat(settings.get("whatsapp").get("available").asBoolean()).isFalse();
		assertThat(settings.get("whatsapp").get("reason").asText()).contains("set META_SIGNUP_CONFIGURATION_ID.");
		assertThat(settings.get("whatsapp").get("appId").asText()).isEqualTo(FakeMeta.APP_ID);
		assertThat(settings.get("whatsapp").get("configurationId").isNull()).isTrue();
		assertThat(settings.get("whatsapp").get("sdkUrl").asText())
			.isEqualTo("https://connect.facebook.net/en_US/sdk.js");
		assertThat(settings.get("whatsapp").get("graphVersion").asText()).isEqualTo("v23.0");
		assertThat(settings.get("messenger").toString()).isEqualTo("{\"available\":true,\"reason\":null}");
		assertThat(settings.get("instagram").toString()).isEqualTo("{\"available\":true,\"reason\":null}");
		assertThat(settings.get("demo").asBoolean()).isFalse();
		assertThat(settings.get("neo4jBrowser").isNull()).isTrue();
		assertThat(settings.toString()).doesNotContain(Platform.APP_SECRET, "instagram-secret");
	}

	@Test
	void theyAreForThoseWhoHaveLoggedIn() {
		assertThat(this.api.anonymous().get("/api/connect/settings").statusCode()).isEqualTo(401);
	}

	@Test
	void anOperatorConnectsAChannelWithoutMeta() {
		this.api.signUp("bob");
		this.api.signUp("alice");

		assertThat(connect("Bob@example.com", "whatsapp", "4711").getStatus()).isEqualTo(200);
		assertThat(connect("alice@example.com", "whatsapp", "4711").getStatus()).isEqualTo(409);
		assertThat(connect("nobody@example.com", "whatsapp", "4711").getStatus()).isEqualTo(404);
		assertThat(connect("bob@example.com", "telex", "4711").getStatus()).isEqualTo(400);
		assertThat(connect("bob@example.com", "whatsapp", "47/11").getStatus()).isEqualTo(400);
		assertThat(this.graph.value("MATCH (u:User {email: 'bob@example.com'})-[:OWNS]->(c:Channel) RETURN c.key"))
			.isEqualTo("whatsapp:4711");
		assertThat(this.meters.counter("switchboard.channels.connected", "by", "operator").count()).isPositive();
	}

	private WebEndpointResponse<?> connect(String email, String type, String id) {
		return this.endpoint.connect(email, type, id, null, null, null);
	}

	@Test
	void theDescriptionOfTheApiAsksNobodyForACsrfToken() {
		JsonNode csrf = json(this.api.anonymous().get("/api/openapi.json")).at("/paths/~1api~1csrf/get");

		assertThat(csrf.isObject()).isTrue();
		assertThat(csrf.has("parameters")).isFalse();
	}

	@Test
	void thePageThatDescribesTheApiHasTheCsrfTokenFromTheBeginning() {
		ApiClient.Session browser = this.api.anonymous();

		assertThat(browser.get("/api/docs").statusCode()).isEqualTo(302);

		HttpCookie token = browser.cookie("XSRF-TOKEN").orElseThrow();
		assertThat(token.getPath()).isEqualTo("/api");
		assertThat(
				browser
					.send(browser.to("/api/session")
						.header("Content-Type", "application/json")
						.header("X-XSRF-TOKEN", token.getValue())
						.POST(HttpRequest.BodyPublishers
							.ofString("{\"email\":\"x@example.com\",\"password\":\"wrong\"}")))
					.statusCode())
			.isEqualTo(401);
		assertThat(this.api.anonymous().get("/api/openapi.json").headers().firstValue("Set-Cookie")).isEmpty();
	}

}
