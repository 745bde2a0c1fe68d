package dev.switchboard.user;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives the page that describes the API the cookie with the CSRF token: it sends what the
 * cookie says, and never asks for the token.
 */
class CsrfCookieFilter extends OncePerRequestFilter {

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		String path = request.getRequestURI();
		return !path.equals("/api/docs") && !path.startsWith("/api/swagger-ui/");
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		// Reading the token makes Spring set the cookie.
		((CsrfToken) request.getAttribute(CsrfToken.class.getName())).getToken();
		chain.doFilter(request, response);
	}

}
