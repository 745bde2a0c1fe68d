package dev.switchboard.ops;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The house rules of the files that integration engineers edit. */
class RouteFilesTests {

	private static final YAMLMapper YAML = new YAMLMapper();

	static Stream<Path> files() throws IOException {
		return Files.list(Path.of("routes")).filter((file) -> file.toString().endsWith(".camel.yaml")).sorted();
	}

	@ParameterizedTest
	@MethodSource("files")
	void keepsToCamelsSchema(Path file) throws IOException {
		try (InputStream schema = getClass().getResourceAsStream("/schema/camelYamlDsl.json")) {
			JsonSchema camel = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(schema);

			assertThat(camel.validate(YAML.readTree(file.toFile()))).isEmpty();
		}
	}

	@ParameterizedTest
	@MethodSource("files")
	void holdsOneRouteThatIsNamedAsItsFile(Path file) throws IOException {
		JsonNode root = YAML.readTree(file.toFile());
		JsonNode only = root.get(0).elements().next();

		assertThat(root).hasSize(1);
		assertThat(only.get("id").asText() + ".camel.yaml").isEqualTo(file.getFileName().toString());
	}

	@ParameterizedTest
	@MethodSource("files")
	void givesEveryRouteAndStepAnIdAndADescription(Path file) throws IOException {
		List<String> nameless = new ArrayList<>();
		collectNameless(YAML.readTree(file.toFile()), "", nameless);

		assertThat(nameless).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("files")
	void writesOptionsAsParametersAndNotIntoTheUri(Path file) throws IOException {
		assertThat(YAML.readTree(file.toFile()).findValuesAsText("uri")).noneMatch((uri) -> uri.contains("?"));
	}

	/**
	 * An error is answered once, by the route that took the request: a route in between
	 * that handled it would let the caller believe that all went well.
	 */
	@ParameterizedTest
	@MethodSource("files")
	void leavesErrorsToTheRouteThatTookTheRequest(Path file) throws IOException {
		JsonNode route = YAML.readTree(file.toFile()).get(0).get("route");
		if (route == null) {
			return;
		}
		String from = route.at("/from/uri").asText();

		assertThat(from).matches("(direct|platform-http):.*");
		if (from.startsWith("direct:")) {
			assertThat(route.at("/errorHandler/noErrorHandler").isObject()).isTrue();
		}
		else {
			assertThat(route.path("routeConfigurationId").asText()).isEqualTo("errors");
		}
	}

	private static void collectNameless(JsonNode node, String path, List<String> nameless) {
		if (path.matches(".*/(route|from|\\d+/onException|steps/\\d+/[^/]+|when/\\d+|doCatch/\\d+|otherwise)")
				&& !(node.hasNonNull("id") && node.hasNonNull("description"))) {
			nameless.add(path);
		}
		if (node.isArray()) {
			for (int i = 0; i < node.size(); i++) {
				collectNameless(node.get(i), path + "/" + i, nameless);
			}
		}
		node.properties().forEach((field) -> collectNameless(field.getValue(), path + "/" + field.getKey(), nameless));
	}

}
