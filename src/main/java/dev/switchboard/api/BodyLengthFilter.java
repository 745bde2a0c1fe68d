package dev.switchboard.api;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses bodies that are longer than any that the API has a use for. */
class BodyLengthFilter extends OncePerRequestFilter {

	private static final DataSize LIMIT = DataSize.ofKilobytes(64);

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null) {
			throw new ApiException(HttpStatus.LENGTH_REQUIRED, "Send the length of the body.");
		}
		if (request.getContentLengthLong() > LIMIT.toBytes()) {
			throw new ApiException(HttpStatus.PAYLOAD_TOO_LARGE, "A body has at most 64 kB.");
		}
		chain.doFilter(request, response);
	}

}
