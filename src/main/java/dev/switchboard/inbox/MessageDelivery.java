package dev.switchboard.inbox;

import java.time.Instant;

import dev.switchboard.cypher.GraphRecord;

/**
 * Where a message came from.
 *
 * @param provider the platform
 * @param app id of the Meta app that its channel was connected with when it came, which
 * is the one that signed it; null when that is not known
 * @param channel key of the channel that it came in on
 * @param sentAt the platform's time
 * @param receivedAt when it came
 * @param storedAt when it was stored
 * @param raw the platform's JSON as text; null when the message's fields say all of it,
 * or when it was revoked
 * @param held id of an event that is held about the same message; null when there is none
 */
record MessageDelivery(String provider, String app, String channel, Instant sentAt, Instant receivedAt,
		Instant storedAt, String raw, String held) {

	static MessageDelivery of(GraphRecord row) {
		String channel = row.text("channel");
		return new MessageDelivery(channel.substring(0, channel.indexOf(':')), row.text("app"), channel,
				row.time("sentAt"), row.time("receivedAt"), row.time("storedAt"), row.text("raw"), row.text("held"));
	}

}
