package dev.switchboard.connect;

import java.time.Duration;
import java.util.Objects;

import dev.switchboard.api.ApiException;
import dev.switchboard.channel.ChannelTakenException;
import dev.switchboard.meta.GraphApiException;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers what goes wrong when a channel is connected. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ConnectErrors {

	private static final Logger logger = LoggerFactory.getLogger(ConnectErrors.class);

	private static final Duration SOON = Duration.ofMinutes(1);

	private final MeterRegistry meters;

	ConnectErrors(MeterRegistry meters) {
		this.meters = meters;
	}

	/** Counted, because somebody may be trying to get at another user's channel. */
	@ExceptionHandler
	ResponseEntity<ProblemDetail> taken(ChannelTakenException ex) {
		this.meters.counter("switchboard.channels.refused", "reason", "taken").increment();
		logger.warn("refused to connect a channel: {}", ex.getMessage());
		return answer(ApiException.conflict("This channel is connected to another account. The owner of that account"
				+ " must disconnect it first."));
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> refusedByMeta(GraphApiException ex) {
		HttpStatus status = switch (ex.kind()) {
			case TOKEN, PERMISSION, REQUEST -> HttpStatus.UNPROCESSABLE_ENTITY;
			case THROTTLED, UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
		};
		ApiException answer = new ApiException(status, ex.getMessage());
		if (status == HttpStatus.SERVICE_UNAVAILABLE) {
			answer.getHeaders()
				.set(HttpHeaders.RETRY_AFTER,
						String.valueOf(Objects.requireNonNullElse(ex.retryAfter(), SOON).toSeconds()));
		}
		return answer(answer);
	}

	private static ResponseEntity<ProblemDetail> answer(ApiException answer) {
		return ResponseEntity.status(answer.getStatusCode()).headers(answer.getHeaders()).body(answer.getBody());
	}

}
