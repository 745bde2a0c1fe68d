package dev.switchboard.webhook;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Semaphore;

import dev.switchboard.MemoryShare;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Reads the body of a delivery before any route sees the request, and refuses one that is
 * too large, too slow, compressed or empty. The count is of the bytes that arrive, so a
 * body without a declared length is cut at the same place.
 */
class BodyLimitFilter extends HttpFilter {

	private final WebhookProperties limits;

	private final Semaphore room;

	BodyLimitFilter(WebhookProperties limits) {
		this.limits = limits;
		this.room = new Semaphore((int) (room(limits) / BodyReader.CHUNK));
	}

	// On a small heap less than what is set, but always one body of the largest size.
	private static long room(WebhookProperties limits) {
		return Math.min(limits.bufferLimit().toBytes(),
				Math.max(MemoryShare.ofDeliveries(), limits.bodyLimit().toBytes()));
	}

	@Override
	protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
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
		BodyReader body = new BodyReader(this.limits, this.room);
		try {
			Optional<HttpStatus> refusal = body.read(request.getInputStream(), request.getContentLengthLong());
			byte[] bytes = body.bytes();
			if (refusal.isPresent()) {
				refuse(response, refusal.get());
			}
			else if (bytes.length == 0) {
				refuse(response, HttpStatus.BAD_REQUEST);
			}
			else {
				chain.doFilter(new ReadRequest(request, bytes), response);
			}
		}
		finally {
			body.release();
		}
	}

	// What is still on its way is not read: the connection must not be used again.
	private static void refuse(HttpServletResponse response, HttpStatus status) {
		response.setStatus(status.value());
		response.setHeader(HttpHeaders.CONNECTION, "close");
		if (status == HttpStatus.SERVICE_UNAVAILABLE) {
			response.setIntHeader(HttpHeaders.RETRY_AFTER, Answers.RETRY_AFTER_SECONDS);
		}
	}

}
