package dev.switchboard.webhook;

import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Lets only GET and POST through, and only on paths spelt plainly. Spring would serve
 * HEAD by the GET route, answer OPTIONS itself, and ignore a path parameter or a slash at
 * the end; what stands in front of us may read such a path differently.
 */
class PlainRequestFilter extends HttpFilter {

	private static final Set<String> METHODS = Set.of("GET", "POST");

	private static final Pattern PATH = Pattern.compile("(/[a-z0-9-]+)+");

	@Override
	protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (!PATH.matcher(request.getRequestURI()).matches()) {
			response.setStatus(HttpStatus.NOT_FOUND.value());
		}
		else if (!METHODS.contains(request.getMethod())) {
			response.setStatus(HttpStatus.METHOD_NOT_ALLOWED.value());
			response.setHeader(HttpHeaders.ALLOW, "GET, POST");
		}
		else {
			chain.doFilter(request, response);
		}
	}

}
