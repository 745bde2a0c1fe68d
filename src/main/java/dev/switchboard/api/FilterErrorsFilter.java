package dev.switchboard.api;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Answers what goes wrong before a controller is reached, such as a session that cannot
 * be looked up, as {@link ApiErrors} answers the rest.
 */
class FilterErrorsFilter extends OncePerRequestFilter {

	private final HandlerExceptionResolver errors;

	FilterErrorsFilter(HandlerExceptionResolver errors) {
		this.errors = errors;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		try {
			chain.doFilter(request, response);
		}
		catch (RuntimeException ex) {
			if (response.isCommitted() || this.errors.resolveException(request, response, null, ex) == null) {
				throw ex;
			}
		}
	}

}
