package dev.switchboard.kafka;

import java.time.Instant;

/**
 * A record that the graph did not take.
 *
 * @param delivery its value
 * @param provider the platform's name
 * @param app id of the Meta app that signed it, or null
 * @param receivedAt when the delivery was received
 * @param why what went wrong
 */
record FailedRecord(byte[] delivery, String provider, String app, Instant receivedAt, Exception why) {
}
