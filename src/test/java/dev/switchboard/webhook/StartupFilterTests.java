package dev.switchboard.webhook;

import java.io.IOException;

import jakarta.servlet.ServletException;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

class StartupFilterTests {

	private final CamelContext camel = new DefaultCamelContext();

	private final StartupFilter filter = new StartupFilter(() -> this.camel);

	private final MockFilterChain chain = new MockFilterChain();

	@Test
	void askedTooEarlyItSaysWhenToComeAgain() throws ServletException, IOException {
		MockHttpServletResponse response = ask();

		assertThat(response.getStatus()).isEqualTo(503);
		assertThat(response.getHeader("Retry-After")).isEqualTo("5");
		assertThat(this.chain.getRequest()).isNull();
	}

	@Test
	void onceTheRoutesAreUpEveryRequestGoesOnEvenWhileTheyStop() throws ServletException, IOException {
		this.camel.start();
		ask();
		assertThat(this.chain.getRequest()).isNotNull();

		this.camel.stop();
		this.chain.reset();
		ask();
		assertThat(this.chain.getRequest()).isNotNull();
	}

	private MockHttpServletResponse ask() throws ServletException, IOException {
		MockHttpServletResponse response = new MockHttpServletResponse();
		this.filter.doFilter(new MockHttpServletRequest("POST", "/webhooks/whatsapp"), response, this.chain);
		return response;
	}

}
