package dev.switchboard.webhook;

import java.security.GeneralSecurityException;
import java.time.Clock;

import dev.switchboard.cypher.Deadline;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;

import org.springframework.stereotype.Component;

/** The step that takes a delivery in: who signed it, and when it came. */
@Component("arrival")
class Arrival {

	private final Signature signature;

	private final Clock clock;

	private final WebhookProperties properties;

	Arrival(Signature signature, Clock clock, WebhookProperties properties) {
		this.signature = signature;
		this.clock = clock;
		this.properties = properties;
	}

	/**
	 * Settles what the delivery is: sets {@code delivery} (the bytes), {@code app} (id of
	 * the Meta app that signed it), {@code receivedAt} and, for one that is too large to
	 * be worked on in the request, {@code large}; and until when its sender waits.
	 * @param body the bytes as they arrived
	 * @param signature value of {@link Signature#HEADER}, see there
	 * @throws RefusedException when Meta has not signed it
	 */
	void receive(Exchange exchange, @Body byte[] body, @Variable("signature") Object signature)
			throws GeneralSecurityException {
		exchange.setVariable("app", this.signature.verify(body, signature));
		exchange.setVariable("delivery", body);
		exchange.setVariable("receivedAt", this.clock.instant());
		if (body.length > this.properties.largeBody().toBytes()) {
			exchange.setVariable("large", true);
		}
		exchange.setProperty(Deadline.PROPERTY, Deadline.in(this.properties.patience()));
	}

}
