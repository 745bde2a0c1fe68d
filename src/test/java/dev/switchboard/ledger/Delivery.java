package dev.switchboard.ledger;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The body of a request.
 *
 * @param provider who sends it
 * @param body the bytes
 * @param events what is in it
 */
record Delivery(String provider, byte[] body, List<LedgerEvent> events) {

	static Delivery of(String provider, String body, List<LedgerEvent> events) {
		return new Delivery(provider, body.getBytes(StandardCharsets.UTF_8), List.copyOf(events));
	}

}
