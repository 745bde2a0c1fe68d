package dev.switchboard.api;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes every request for one that came by HTTPS, except to this machine itself. The
 * proxy that ends TLS may not say so, and a cookie that is not marked as secure for want
 * of a header would be sent in clear one day.
 */
class SecureRequestFilter extends OncePerRequestFilter {

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		chain.doFilter(Loopback.is(request.getServerName()) ? request : new Secure(request), response);
	}

	private static final class Secure extends HttpServletRequestWrapper {

		private Secure(HttpServletRequest request) {
			super(request);
		}

		@Override
		public boolean isSecure() {
			return true;
		}

	}

}
