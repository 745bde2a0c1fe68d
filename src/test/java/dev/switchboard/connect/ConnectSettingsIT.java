package dev.switchboard.connect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.ApiClient;
import dev.switchboard.FakeMeta;
import dev.switchboard.Platform;
import dev.switchboard.SwitchboardTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static dev.switchboard.ApiClient.json;
import static org.assertj.core.api.Assertions.assertThat;

/** A page asks what it can offer. */
@SwitchboardTest
class ConnectSettingsIT {

	@Autowired
	private ApiClient api;

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
	void theDescriptionOfTheApiAsksNobodyForACsrfToken() {
		JsonNode csrf = json(this.api.anonymous().get("/api/openapi.json")).at("/paths/~1api~1csrf/get");

		assertThat(csrf.isObject()).isTrue();
		assertThat(csrf.has("parameters")).isFalse();
	}

}
