package dev.switchboard.webhook;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

import dev.switchboard.Platform;
import dev.switchboard.SwitchboardTest;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** A route that ends in an error, or says nothing, is no success. */
@SwitchboardTest
class ThrownErrorIT {

	private static final String ROUTE = "errs";

	@Autowired
	private Platform platform;

	@Autowired
	private CamelContext camel;

	@BeforeEach
	void oneRouteErrs() throws Exception {
		this.camel.addRoutes(new RouteBuilder() {

			@Override
			public void configure() {
				from("platform-http:/webhooks/errs?httpMethodRestrict=POST").routeId(ROUTE).process((exchange) -> {
					if (exchange.getMessage().getBody(String.class).equals("deep")) {
						throw new StackOverflowError();
					}
				});
			}

		});
	}

	@AfterEach
	void itIsGone() throws Exception {
		this.camel.getRouteController().stopRoute(ROUTE);
		this.camel.removeRoute(ROUTE);
	}

	@Test
	void anErrorIsAnsweredWithAFailureAndWithoutTheBody() {
		assertFailure(post("deep"));
	}

	@Test
	void aRouteThatSaysNothingIsAnsweredWithAFailureAndWithoutTheBody() {
		assertFailure(post("shallow"));
	}

	private static void assertFailure(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).isEqualTo(500);
		assertThat(answer.body()).isEmpty();
		assertThat(answer.headers().map()).doesNotContainKey("x-mine");
	}

	private HttpResponse<String> post(String body) {
		return this.platform.send(this.platform.request(Platform.path("errs"), body.getBytes(StandardCharsets.UTF_8))
			.header("X-Mine", "echoed"));
	}

}
