package dev.switchboard.webhook;

import java.util.UUID;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Message;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Steps that answer a delivery, and count and note how. */
@Component("answers")
class Answers {

	private static final Logger logger = LoggerFactory.getLogger(Answers.class);

	private static final String OUTCOME = "outcome";

	/**
	 * Name of the header by which the last step says what the answer is. It never leaves
	 * this process, and nobody outside can know it.
	 */
	static final String ANSWER = "Answer-" + UUID.randomUUID();

	static final int RETRY_AFTER_SECONDS = 5;

	private final MeterRegistry meters;

	Answers(MeterRegistry meters) {
		this.meters = meters;
	}

	void refused(Exchange exchange, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) RefusedException why,
			@Variable("provider") String provider) {
		this.meters.counter("switchboard.refusals", "provider", provider, "reason", why.getMessage()).increment();
		logger.warn("refused a request for {}: {}", provider, why.getMessage());
		outcome(exchange, Outcome.refused);
	}

	void spooled(Exchange exchange) {
		outcome(exchange, Outcome.spooled);
	}

	void unavailable(Exchange exchange, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception why,
			@Variable("provider") String provider) {
		logger.warn("a delivery of {} is answered 503: {}", provider,
				NestedExceptionUtils.getMostSpecificCause(why).getClass().getSimpleName());
		outcome(exchange, Outcome.unavailable);
	}

	// Messages of exceptions can quote the body; where it happened cannot.
	void failed(Exchange exchange, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception why,
			@Variable("provider") String provider) {
		Throwable cause = NestedExceptionUtils.getMostSpecificCause(why);
		logger.error("a delivery of {} is answered 500: {} at {}", provider, cause.getClass().getName(),
				(cause.getStackTrace().length > 0) ? cause.getStackTrace()[0] : "an unknown place");
		logger.debug("the delivery that is answered 500", why);
		outcome(exchange, Outcome.failed);
	}

	/** Leaves the status as the only thing that the platform gets to see. */
	void send(Exchange exchange, @Variable("provider") String provider) {
		Outcome outcome = exchange.getVariable(OUTCOME, Outcome.accepted, Outcome.class);
		this.meters.counter("switchboard.deliveries", "provider", provider, OUTCOME, outcome.name()).increment();
		Message message = exchange.getMessage();
		message.removeHeaders("*");
		message.setBody(null);
		message.setHeader(Exchange.HTTP_RESPONSE_CODE, outcome.status.value());
		message.setHeader(ANSWER, outcome.name());
		if (outcome == Outcome.unavailable) {
			message.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
		}
	}

	/** The status that a value of the header stands for. */
	static int status(String answer) {
		return Outcome.valueOf(answer).status.value();
	}

	private static void outcome(Exchange exchange, Outcome outcome) {
		exchange.setVariable(OUTCOME, outcome);
	}

	/** How a request can end. */
	enum Outcome {

		accepted(HttpStatus.OK), spooled(HttpStatus.OK), refused(HttpStatus.FORBIDDEN),
		unavailable(HttpStatus.SERVICE_UNAVAILABLE), failed(HttpStatus.INTERNAL_SERVER_ERROR);

		private final HttpStatus status;

		Outcome(HttpStatus status) {
			this.status = status;
		}

	}

}
