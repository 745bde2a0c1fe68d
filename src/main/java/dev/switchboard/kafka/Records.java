package dev.switchboard.kafka;

import java.time.Instant;

import dev.switchboard.meta.MetaApp;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;

/**
 * Step that reads a record as the delivery that {@code enqueue} wrote. Others may write
 * to the topic too, so nothing in it is taken for granted.
 */
class Records {

	/** What nobody knows has one name, or metrics would have a series for each. */
	private static final String UNKNOWN = "unknown";

	/**
	 * Sets the variables of a delivery, and {@code reason} when it cannot be processed.
	 */
	void open(Exchange exchange) {
		Message message = exchange.getMessage();
		String provider = provider(exchange, message.getHeader("provider", String.class));
		exchange.setVariable("delivery", message.getBody(byte[].class));
		exchange.setVariable("provider", provider);
		exchange.setVariable("app", app(message.getHeader("app", String.class)));
		exchange.setVariable("receivedAt", receivedAt(message));
		exchange.setVariable("reason", UNKNOWN.equals(provider) ? "unknown-provider" : null);
	}

	private static String provider(Exchange exchange, String named) {
		return (exchange.getContext().getRoute(named + "-mapping") != null) ? named : UNKNOWN;
	}

	// One that is none of ours any more may have been when it signed.
	private static String app(String named) {
		return MetaApp.isId(named) ? named : null;
	}

	// Kafka's own time of the record is close.
	private static Instant receivedAt(Message message) {
		try {
			return Instant.ofEpochMilli(Long.parseLong(message.getHeader("receivedAt", "", String.class)));
		}
		catch (NumberFormatException ex) {
			return Instant.ofEpochMilli(message.getHeader(KafkaConstants.TIMESTAMP, Long.class));
		}
	}

}
