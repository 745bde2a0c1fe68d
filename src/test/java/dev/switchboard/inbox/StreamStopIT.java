package dev.switchboard.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import dev.switchboard.ApiClient;
import dev.switchboard.SwitchboardTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.annotation.DirtiesContext;

import static dev.switchboard.ApiClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Stops an application of its own. */
@SwitchboardTest
@DirtiesContext
// After all others: it closes the application that they share.
@Order(Integer.MAX_VALUE)
class StreamStopIT {

	@Autowired
	private ApiClient api;

	@Autowired
	private ConfigurableApplicationContext application;

	@Test
	void theApplicationDoesNotWaitForOpenStreams() {
		String token = json(this.api.signUp("bob").post("/api/tokens", Map.of("name", "a program"))).get("token")
			.asText();
		try (EventStream stream = EventStream.open(this.api.withToken(token).to("/api/stream"))) {
			assertThat(stream.status()).isEqualTo(200);

			Instant begun = Instant.now();
			this.application.stop();

			// With a request that is still being answered, it would take 30 s.
			assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(20));
			await().until(stream::hasEnded);
		}
	}

}
