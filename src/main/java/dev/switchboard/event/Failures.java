package dev.switchboard.event;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.switchboard.cypher.GraphBusyException;
import dev.switchboard.cypher.RejectedRow;
import dev.switchboard.cypher.RowsRejectedException;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Variable;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.stereotype.Component;

/** Steps that tell what went wrong while a delivery was processed. */
@Component("failures")
class Failures {

	private static final Pattern DIRECT = Pattern.compile("direct:(?://)?([a-z0-9/-]+)");

	private static final Logger logger = LoggerFactory.getLogger(Failures.class);

	/** Gives what was caught back to the caller. */
	void rethrow(@ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception why) throws Exception {
		throw why;
	}

	/**
	 * The reason to hold the delivery for. Rows that found nothing, where a step expected
	 * something, were overtaken by a join or an erasure: their delivery comes again.
	 * Messages of exceptions can quote the body; their class and place cannot.
	 */
	String reason(@ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception why, @Variable("provider") String provider) {
		if (why instanceof RowsRejectedException rejection
				&& rejection.rejected().stream().allMatch((row) -> row.reason() == RejectedRow.Reason.MISSED)) {
			throw new GraphBusyException("what the rows need was joined or erased meanwhile");
		}
		Throwable cause = NestedExceptionUtils.getMostSpecificCause(why);
		logger.error("a delivery of {} failed: {} at {}", provider, cause.getClass().getName(),
				(cause.getStackTrace().length > 0) ? cause.getStackTrace()[0] : "an unknown place");
		logger.debug("the delivery that failed", why);
		return "failed: " + cause.getClass().getSimpleName() + missingRoute(cause);
	}

	// The endpoint is one of our files', and nothing from outside is in its name.
	private static String missingRoute(Throwable cause) {
		if (!(cause instanceof DirectConsumerNotAvailableException)) {
			return "";
		}
		Matcher endpoint = DIRECT.matcher(cause.getMessage());
		return endpoint.find() ? " (no route takes direct:" + endpoint.group(1) + ")" : "";
	}

}
