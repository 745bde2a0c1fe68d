package dev.switchboard.api;

import java.time.Duration;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * An answer that is not what the caller asked for, with a sentence that the caller can
 * act on. Becomes a problem detail.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
public class ApiException extends ErrorResponseException {

	/**
	 * Makes an answer.
	 * @param status its status
	 * @param detail what is wrong and what to do, for the caller to read
	 */
	public ApiException(HttpStatus status, String detail) {
		super(status, ProblemDetail.forStatusAndDetail(status, detail), null);
	}

	/** 404: there is no such thing, or it is not the caller's; which, is not told. */
	public static ApiException notFound(String detail) {
		return new ApiException(HttpStatus.NOT_FOUND, detail);
	}

	/** 400: the request itself is wrong. */
	public static ApiException badRequest(String detail) {
		return new ApiException(HttpStatus.BAD_REQUEST, detail);
	}

	/** 409: the request is right, but not as things are now. */
	public static ApiException conflict(String detail) {
		return new ApiException(HttpStatus.CONFLICT, detail);
	}

	/** 422: the request is well formed, but what it names cannot be used. */
	public static ApiException unusable(String detail) {
		return new ApiException(HttpStatus.UNPROCESSABLE_ENTITY, detail);
	}

	/** 429: too often; with the time after which to try again. */
	public static ApiException tooMany(String detail, Duration retryAfter) {
		ApiException tooMany = new ApiException(HttpStatus.TOO_MANY_REQUESTS, detail);
		tooMany.getHeaders().set(HttpHeaders.RETRY_AFTER, String.valueOf(Math.max(1, retryAfter.toSeconds())));
		return tooMany;
	}

}
