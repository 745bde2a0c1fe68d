package dev.switchboard.meta;

import org.apache.camel.Exchange;
import org.apache.camel.Predicate;

import org.springframework.stereotype.Component;

/** Which calls of the Graph API are worth another attempt. */
@Component("graphRetry")
class GraphRetry implements Predicate {

	/** Exchange property: attempts at a call, which its route sets to 0 before. */
	static final String COUNT = "GraphAttempts";

	private static final int MOST = 3;

	@Override
	public boolean matches(Exchange exchange) {
		Exception why = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
		return why instanceof GraphApiException fault && fault.kind() == GraphApiException.Kind.UNAVAILABLE
				&& exchange.getProperty(COUNT, int.class) < MOST;
	}

}
