package dev.switchboard.ops;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/** What must not be lost when somebody edits {@code docker-compose.yml}. */
class ComposeFileTests {

	private Map<String, Object> compose;

	@BeforeEach
	void read() throws IOException {
		try (Reader file = Files.newBufferedReader(Path.of("docker-compose.yml"))) {
			this.compose = new Yaml().load(file);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "switchboard", "switchboard-kafka-1", "switchboard-kafka-2" })
	void aCopyKeepsItsSpoolInAVolumeThatHasAName(String copy) {
		assertThat(texts(copy, "volumes")).containsExactly(copy + "-data:/switchboard/.data");
		assertThat(names("volumes")).contains(copy + "-data");
	}

	@Test
	void noVolumeIsWithoutAName() {
		Set<String> named = names("volumes");

		for (String service : names("services")) {
			assertThat(texts(service, "volumes")).isNotEmpty()
				.allMatch((volume) -> named.contains(volume.split(":")[0]), "begins with the name of a volume");
		}
	}

	@Test
	void everyPortOfTheHostIsOneNumberAndNobodyElses() {
		Set<String> taken = new HashSet<>();

		for (String service : names("services")) {
			for (String port : texts(service, "ports")) {
				assertThat(port).matches(".*:\\$\\{[A-Z0-9_]+:-\\d+}:\\d+");
				assertThat(taken.add(port.replaceAll(".*:-(\\d+)}:\\d+", "$1"))).as(port).isTrue();
			}
		}
		assertThat(taken).contains("8080", "8090", "8091");
	}

	/** Options in it would never reach the process otherwise. */
	@ParameterizedTest
	@ValueSource(strings = { "switchboard", "switchboard-kafka-1", "switchboard-kafka-2" })
	void aCopyGetsWhatStandsInTheFileEnvAndTheContainersPortsAllTheSame(String copy) {
		assertThat(service(copy).get("env_file")).isEqualTo(List.of(Map.of("path", ".env", "required", false)));
		assertThat(environment(copy)).containsEntry("SERVER_PORT", "8080")
			.containsEntry("MANAGEMENT_SERVER_PORT", "8081")
			.containsEntry("MANAGEMENT_SERVER_ADDRESS", "0.0.0.0");
	}

	@SuppressWarnings("unchecked")
	private Set<String> names(String section) {
		return ((Map<String, Object>) this.compose.get(section)).keySet();
	}

	@SuppressWarnings("unchecked")
	private Map<String, Object> service(String name) {
		return ((Map<String, Map<String, Object>>) this.compose.get("services")).get(name);
	}

	@SuppressWarnings("unchecked")
	private List<String> texts(String service, String key) {
		return (List<String>) service(service).getOrDefault(key, List.of());
	}

	@SuppressWarnings("unchecked")
	private Map<String, Object> environment(String service) {
		return (Map<String, Object>) service(service).get("environment");
	}

}
