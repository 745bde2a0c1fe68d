package dev.switchboard.ops;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.switchboard.FakeMeta;
import dev.switchboard.Graph;
import dev.switchboard.Platform;
import dev.switchboard.SwitchboardTest;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;

import static dev.switchboard.Platform.delivery;
import static dev.switchboard.Platform.text;
import static org.assertj.core.api.Assertions.assertThat;

/** What an operator sees. */
@SwitchboardTest
class OperationsIT {

	@Autowired
	private Platform platform;

	@Autowired
	private Graph graph;

	@Autowired
	private CamelContext camel;

	@LocalManagementPort
	private int port;

	private RestClient client;

	@BeforeEach
	void client() {
		this.client = RestClient.builder()
			.baseUrl("http://127.0.0.1:" + this.port + "/actuator")
			.defaultStatusHandler((status) -> true, (request, response) -> {
			})
			.build();
	}

	@Test
	void healthNamesTheRouteThatDoesNotRun() throws Exception {
		assertThat(get("/health/readiness").getStatusCode().value()).isEqualTo(200);
		this.camel.getRouteController().stopRoute("whatsapp");
		try {
			ResponseEntity<String> health = get("/health/readiness");

			assertThat(health.getStatusCode().value()).isEqualTo(503);
			assertThat(health.getBody()).contains("\"notRunning\":[\"whatsapp\"]");
		}
		finally {
			this.camel.getRouteController().startRoute("whatsapp");
		}
		assertThat(get("/health/readiness").getStatusCode().value()).isEqualTo(200);
	}

	@Test
	void aDeliveryThatNeedsARouteThatDoesNotRunIsHeldAtOnce() throws Exception {
		this.graph.connect("bob", "404");
		this.camel.getRouteController().stopRoute("message");
		try {
			Instant start = Instant.now();

			assertThat(this.platform.post(delivery("404", text("wamid.A", "Hello"))).statusCode()).isEqualTo(200);
			assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(10));
			assertThat(this.graph.query("MATCH (h:HeldEvent) RETURN h.reason")).containsExactly(Map.of("h.reason",
					"failed: DirectConsumerNotAvailableException (no route takes direct:kinds/message)"));
		}
		finally {
			this.camel.getRouteController().startRoute("message");
		}
	}

	@Test
	void metricsTellWhatBecameOfTheDeliveries() {
		this.graph.connect("bob", "123456789");
		this.platform.post(delivery("123456789", text("wamid.A", "Hello")));
		this.platform.post(delivery("123456789", text("wamid.B", "Hello")));
		this.platform.post(delivery("404", text("wamid.C", "Hello")));
		this.platform.post("not JSON");
		this.platform.send(this.platform.request(Platform.PATH, new byte[] { '{', '}' }));

		List<String> lines = get("/prometheus").getBody().lines().toList();

		for (String meter : List.of("switchboard_deliveries_total{outcome=\"accepted\",provider=\"whatsapp\"}",
				"switchboard_deliveries_total{outcome=\"refused\",provider=\"whatsapp\"}",
				"switchboard_refusals_total{provider=\"whatsapp\",reason=\"signature missing\"}",
				"switchboard_signatures_total{app=\"" + FakeMeta.APP_ID + "\",secret=\"current\"}",
				"switchboard_signatures_total{app=\"" + FakeMeta.APP_ID + "\",secret=\"instagram\"}",
				"switchboard_events_total{kind=\"message\",provider=\"whatsapp\"}",
				"switchboard_held_total{provider=\"whatsapp\",reason=\"unknown-channel\"}",
				"switchboard_held_total{provider=\"whatsapp\",reason=\"unreadable\"}", "switchboard_spool_depth 0.0",
				"switchboard_spool_size_bytes 0.0", "switchboard_spool_age_seconds 0.0",
				"switchboard_spool_stored_total", "switchboard_spool_drained_total",
				"switchboard_spool_set_aside_total", "switchboard_intake_open 0.0",
				"switchboard_commit_rows_count{statement=\"messages/merge-message\"}",
				"switchboard_commit_time_seconds_count{statement=\"messages/merge-message\"}",
				"switchboard_queue_depth{statement=\"messages/merge-message\"}",
				"cache_gets_total{cache=\"channels\",result=\"hit\"}",
				"cache_gets_total{cache=\"channels\",result=\"miss\"}")) {
			assertThat(lines).anyMatch((line) -> line.startsWith(meter));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/env", "/beans", "/heapdump", "/loggers", "/httpexchanges", "/configprops", "/camel",
			"/shutdown" })
	void nothingElseIsExposed(String endpoint) {
		assertThat(get(endpoint).getStatusCode().value()).isEqualTo(404);
	}

	private ResponseEntity<String> get(String path) {
		return this.client.get().uri(path).retrieve().toEntity(String.class);
	}

}
