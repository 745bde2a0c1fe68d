package dev.switchboard.api;

import dev.switchboard.cypher.GraphBusyException;
import dev.switchboard.cypher.GraphUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Answers every error of the API as a problem detail, without anything from inside. */
@RestControllerAdvice
class ApiErrors extends ResponseEntityExceptionHandler {

	private static final Logger logger = LoggerFactory.getLogger(ApiErrors.class);

	private static final String RETRY_AFTER_SECONDS = "5";

	@ExceptionHandler
	ResponseEntity<Object> unauthenticated(AuthenticationException ex, WebRequest request) {
		if (ex.getCause() instanceof GraphUnavailableException away) {
			return unavailable(away, request);
		}
		return problem(ex, HttpStatus.UNAUTHORIZED, "Log in, or send a valid API token.", new HttpHeaders(), request);
	}

	@ExceptionHandler
	ResponseEntity<Object> denied(AccessDeniedException ex, WebRequest request) {
		return problem(ex, HttpStatus.FORBIDDEN,
				"Not allowed with this log-in. A session needs the header and the token that GET /api/csrf tells;"
						+ " an API token cannot manage the account.",
				new HttpHeaders(), request);
	}

	@ExceptionHandler({ GraphUnavailableException.class, GraphBusyException.class, TransientDataAccessException.class })
	ResponseEntity<Object> unavailable(Exception ex, WebRequest request) {
		HttpHeaders headers = new HttpHeaders();
		headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
		return problem(ex, HttpStatus.SERVICE_UNAVAILABLE, "The database does not answer now. Try again later.",
				headers, request);
	}

	// Messages of exceptions can quote what came in; where it happened cannot.
	@ExceptionHandler
	ResponseEntity<Object> failed(Exception ex, WebRequest request) {
		Throwable cause = NestedExceptionUtils.getMostSpecificCause(ex);
		logger.error("a request is answered 500: {} at {}", cause.getClass().getName(),
				(cause.getStackTrace().length > 0) ? cause.getStackTrace()[0] : "an unknown place");
		logger.debug("the request that is answered 500", ex);
		return problem(ex, HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong here. It is in the log.",
				new HttpHeaders(), request);
	}

	@Override
	protected ResponseEntity<Object> handleMethodArgumentNotValid(MethodArgumentNotValidException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		ex.getBody()
			.setProperty("fields",
					ex.getFieldErrors()
						.stream()
						.map((error) -> new FieldFault(error.getField(), error.getDefaultMessage()))
						.toList());
		return super.handleMethodArgumentNotValid(ex, headers, status, request);
	}

	private ResponseEntity<Object> problem(Exception ex, HttpStatus status, String detail, HttpHeaders headers,
			WebRequest request) {
		return handleExceptionInternal(ex, ProblemDetail.forStatusAndDetail(status, detail), headers, status, request);
	}

	/**
	 * What is wrong with one field of a request.
	 *
	 * @param field its name
	 * @param message a sentence
	 */
	private record FieldFault(String field, String message) {
	}

}
