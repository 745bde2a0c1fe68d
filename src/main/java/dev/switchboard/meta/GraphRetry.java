package dev.switchboard.meta;

import org.apache.camel.Exchange;
import org.apache.camel.Predicate;

import org.springframework.stereotype.Component;

/** Which calls of the Graph API are worth another attempt. */
@Component("graphRetry")
class GraphRetry implements Predicate {

	private static final int ATTEMPTS = 3;

	@Override
	public boolean matches(Exchange exchange) {
		Exception why = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
		return why instanceof GraphApiException fault && fault.kind() == GraphApiException.Kind.UNAVAILABLE
				&& exchange.getMessage().getHeader(Exchange.REDELIVERY_COUNTER, 0, int.class) < ATTEMPTS;
	}

}
