package dev.switchboard.webhook;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

class AnswerFilterTests {

	@Test
	void aSuccessThatNoStepHasSaidIsAFailureWithoutABody() throws Exception {
		MockHttpServletResponse answer = answer((request, response) -> {
			HttpServletResponse http = (HttpServletResponse) response;
			http.setStatus(200);
			http.setHeader("X-Hub-Signature-256", "echoed");
			http.setContentType("application/json");
			http.getOutputStream().write("the body of the request".getBytes());
		});

		assertThat(answer.getStatus()).isEqualTo(500);
		assertThat(answer.getContentAsByteArray()).isEmpty();
		assertThat(answer.getHeaderNames()).isEmpty();
	}

	@Test
	void whatTheLastStepSaysIsTheAnswer() throws Exception {
		MockHttpServletResponse answer = answer((request, response) -> {
			((HttpServletResponse) response).setStatus(200);
			((HttpServletResponse) response).addHeader(Answers.ANSWER, Answers.Outcome.spooled.name());
		});

		assertThat(answer.getStatus()).isEqualTo(200);
		assertThat(answer.getHeaderNames()).isEmpty();
	}

	@Test
	void aRefusalKeepsItsStatusAndWhenToComeAgain() throws Exception {
		MockHttpServletResponse answer = answer((request, response) -> {
			((HttpServletResponse) response).addHeader(Answers.ANSWER, Answers.Outcome.unavailable.name());
			((HttpServletResponse) response).setIntHeader("Retry-After", 5);
		});

		assertThat(answer.getStatus()).isEqualTo(503);
		assertThat(answer.getHeader("Retry-After")).isEqualTo("5");
	}

	private static MockHttpServletResponse answer(FilterChain chain) throws Exception {
		MockHttpServletResponse response = new MockHttpServletResponse();
		new AnswerFilter().doFilter(new MockHttpServletRequest("POST", "/webhooks/whatsapp"), response, chain);
		return response;
	}

}
