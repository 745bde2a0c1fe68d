package dev.switchboard.webhook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads the body of a delivery before any route sees the request, and refuses one that is
 * too large, too slow, compressed or empty. The count is of the bytes that arrive, so a
 * body without a declared length is cut at the same place.
 */
class BodyLimitFilter extends OncePerRequestFilter {

	private static final int CHUNK = 16 * 1024;

	private final WebhookProperties limits;

	BodyLimitFilter(WebhookProperties limits) {
		this.limits = limits;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (!"POST".equals(request.getMethod())) {
			chain.doFilter(request, response);
		}
		else if (request.getHeader(HttpHeaders.CONTENT_ENCODING) != null) {
			refuse(response, HttpStatus.UNSUPPORTED_MEDIA_TYPE);
		}
		else if (request.getContentLengthLong() > this.limits.bodyLimit().toBytes()) {
			refuse(response, HttpStatus.PAYLOAD_TOO_LARGE);
		}
		else {
			readThenGoOn(request, response, chain);
		}
	}

	private void readThenGoOn(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		ByteArrayOutputStream body = new ByteArrayOutputStream(Math.max(CHUNK, request.getContentLength()));
		Optional<HttpStatus> refusal = read(request.getInputStream(), body);
		if (refusal.isPresent()) {
			refuse(response, refusal.get());
		}
		else if (body.size() == 0) {
			refuse(response, HttpStatus.BAD_REQUEST);
		}
		else {
			chain.doFilter(new ReadRequest(request, body.toByteArray()), response);
		}
	}

	private Optional<HttpStatus> read(InputStream from, ByteArrayOutputStream body) throws IOException {
		long deadline = System.nanoTime() + this.limits.bodyTimeout().toNanos();
		byte[] chunk = new byte[CHUNK];
		for (int length = from.read(chunk); length >= 0; length = from.read(chunk)) {
			body.write(chunk, 0, length);
			if (body.size() > this.limits.bodyLimit().toBytes()) {
				return Optional.of(HttpStatus.PAYLOAD_TOO_LARGE);
			}
			if (System.nanoTime() > deadline) {
				return Optional.of(HttpStatus.REQUEST_TIMEOUT);
			}
		}
		return Optional.empty();
	}

	// What is still on its way is not read: the connection must not be used again.
	private static void refuse(HttpServletResponse response, HttpStatus status) {
		response.setStatus(status.value());
		response.setHeader(HttpHeaders.CONNECTION, "close");
	}

}
