package dev.switchboard.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The house rules of the files that integration engineers edit. */
class RouteFilesTests {

	private static final YAMLMapper YAML = new YAMLMapper();

	private static final JsonSchema CAMEL = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4)
		.getSchema(RouteFilesTests.class.getResourceAsStream("/schema/camelYamlDsl.json"));

	/** Repeats calls of Meta, and is not on the way of a delivery. */
	private static final Set<String> REPEATING = Set.of("call-meta");

	static Stream<Path> files() throws IOException {
		return Files.walk(Path.of("routes")).filter((file) -> file.toString().endsWith(".camel.yaml")).sorted();
	}

	@ParameterizedTest
	@MethodSource("files")
	void keepsToCamelsSchema(Path file) throws IOException {
		assertThat(CAMEL.validate(YAML.readTree(file.toFile()))).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("files")
	void holdsOneRouteThatIsNamedAsItsFileOrNamesRoutesMadeOfTemplates(Path file) throws IOException {
		JsonNode root = YAML.readTree(file.toFile());
		String name = file.getFileName().toString().replace(".camel.yaml", "");

		if (root.get(0).has("templatedRoute")) {
			assertThat(root).allMatch((item) -> item.has("templatedRoute"));
			assertThat(root.findValuesAsText("prefixId")).isSubsetOf(root.findValuesAsText("value"));
		}
		else {
			assertThat(root).hasSize(1);
			assertThat(root.get(0).elements().next().get("id").asText()).isEqualTo(name);
		}
	}

	/** A folder deeper is loaded by no pattern. */
	@Test
	void standOneFolderDeepUnderNamesOfTheirOwn() throws IOException {
		List<Path> files = files().toList();

		assertThat(files).allMatch((file) -> file.getNameCount() == 3)
			.extracting(Path::getFileName)
			.doesNotHaveDuplicates();
	}

	/** Who reads {@code direct:held/hold} opens {@code routes/held/hold.camel.yaml}. */
	@ParameterizedTest
	@MethodSource("files")
	void areCalledByTheirPath(Path file) throws IOException {
		String path = file.getName(1) + "/" + file.getFileName().toString().replace(".camel.yaml", "");
		List<String> begun = YAML.readTree(file.toFile())
			.findValues("from")
			.stream()
			.map((from) -> from.path("uri").asText())
			.filter((uri) -> uri.startsWith("direct:"))
			.toList();

		assertThat(begun)
			.allMatch((uri) -> uri.equals("direct:" + path) || uri.equals("direct:providers/{{provider}}"));
	}

	/** A provider is a file of three routes and a mapping, named after it. */
	@ParameterizedTest
	@ValueSource(strings = { "whatsapp", "messenger", "instagram" })
	void givesEachProviderItsRoutesAndAMapping(String provider) throws IOException {
		JsonNode root = YAML.readTree(Path.of("routes/providers", provider + ".camel.yaml").toFile());

		assertThat(root.findValuesAsText("routeId")).containsExactly(provider, provider + "-handshake",
				provider + "-mapping");
		assertThat(root.findValuesAsText("routeTemplateRef")).containsExactly("webhook", "handshake", "mapping");
		assertThat(Path.of("routes/providers", provider + ".jq")).isRegularFile();
	}

	@ParameterizedTest
	@MethodSource("files")
	void giveEveryRouteAndStepAnIdAndEveryRouteADescription(Path file) throws IOException {
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
		JsonNode item = YAML.readTree(file.toFile()).get(0);
		JsonNode route = item.has("routeTemplate") ? item.at("/routeTemplate/route") : item.get("route");
		if (route == null) {
			return;
		}
		String from = route.at("/from/uri").asText();

		assertThat(from).matches("(direct|platform-http|timer|kafka):.*");
		if (from.startsWith("platform-http:")) {
			assertThat(route.path("routeConfigurationId").asText()).isEqualTo("errors");
		}
		else if (!REPEATING.contains(route.path("id").asText())) {
			assertThat(route.at("/errorHandler/noErrorHandler").isObject()).isTrue();
		}
	}

	private static void collectNameless(JsonNode node, String path, List<String> nameless) {
		boolean isRoute = path.matches(".*/(route|routeTemplate|routeConfiguration)");
		boolean isStep = path.matches(
				".*/(from|\\d+/onException|steps/\\d+/[^/]+|when/\\d+|doCatch/\\d+|otherwise|onFallback|doFinally)");
		if ((isRoute || isStep) && !node.hasNonNull("id") && !path.endsWith("routeTemplate/route")) {
			nameless.add(path + " has no id");
		}
		if (isRoute && !node.hasNonNull("description")) {
			nameless.add(path + " has no description");
		}
		if (node.isArray()) {
			for (int i = 0; i < node.size(); i++) {
				collectNameless(node.get(i), path + "/" + i, nameless);
			}
		}
		node.properties().forEach((field) -> collectNameless(field.getValue(), path + "/" + field.getKey(), nameless));
	}

}
