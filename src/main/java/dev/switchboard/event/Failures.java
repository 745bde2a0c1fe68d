package dev.switchboard.event;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.stereotype.Component;

/** Steps that tell what went wrong while a delivery was processed. */
@Component("failures")
class Failures {

	private static final Logger logger = LoggerFactory.getLogger(Failures.class);

	/** Gives what was caught back to the caller. */
	void rethrow(@ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception why) throws Exception {
		throw why;
	}

	/**
	 * The reason to hold the delivery for. Messages of exceptions can quote the body;
	 * their class and place cannot.
	 */
	String reason(@ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception why, @Variable("provider") String provider) {
		Throwable cause = NestedExceptionUtils.getMostSpecificCause(why);
		logger.error("a delivery of {} failed: {} at {}", provider, cause.getClass().getName(),
				(cause.getStackTrace().length > 0) ? cause.getStackTrace()[0] : "an unknown place");
		logger.debug("the delivery that failed", why);
		return "failed: " + cause.getClass().getSimpleName();
	}

}
