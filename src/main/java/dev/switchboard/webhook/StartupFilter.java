package dev.switchboard.webhook;

import java.io.IOException;
import java.util.function.Supplier;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.camel.CamelContext;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Answers 503 until every route has started. The server listens some seconds earlier, and
 * would answer 404, which says that the address is wrong.
 */
class StartupFilter extends HttpFilter {

	private final Supplier<CamelContext> camel;

	private volatile boolean started;

	StartupFilter(Supplier<CamelContext> camel) {
		this.camel = camel;
	}

	@Override
	protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		// Once is enough: while it stops, what is in flight goes on.
		if (!this.started) {
			this.started = this.camel.get().isStarted();
		}
		if (this.started) {
			chain.doFilter(request, response);
		}
		else {
			response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
			response.setIntHeader(HttpHeaders.RETRY_AFTER, Answers.RETRY_AFTER_SECONDS);
		}
	}

}
