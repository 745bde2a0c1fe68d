package dev.switchboard.dashboard;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.ApiClient;
import dev.switchboard.SwitchboardTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The dashboard's types are generated from a copy of the API's description, so that it
 * can be built without a server. With {@code -Dopenapi.write=true} this writes the copy.
 */
@SwitchboardTest
class ApiDescriptionIT {

	private static final Path COPY = Path.of("src/main/frontend/src/api/openapi.json");

	private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT)
		.enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

	@Autowired
	private ApiClient api;

	@Test
	void theDashboardKnowsTheApiAsItIs() throws IOException {
		HttpResponse<String> answer = this.api.anonymous().get("/api/openapi.json");
		ObjectNode description = (ObjectNode) JSON.readTree(answer.body());
		description.remove("servers");
		String now = JSON.writeValueAsString(JSON.treeToValue(description, Object.class)) + "\n";
		if (Boolean.getBoolean("openapi.write")) {
			Files.writeString(COPY, now);
		}

		JsonNode copy = JSON.readTree(COPY.toFile());

		assertThat(copy)
			.as("the API has changed: ./mvnw verify -Dit.test=ApiDescriptionIT -Dopenapi.write=true brings the copy up to date")
			.isEqualTo(JSON.readTree(now));
	}

}
