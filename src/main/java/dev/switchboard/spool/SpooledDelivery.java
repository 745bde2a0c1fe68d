package dev.switchboard.spool;

import java.time.Instant;

/**
 * A delivery out of the spool.
 *
 * @param content its bytes as they came
 * @param provider the platform's name
 * @param receivedAt when it came
 */
record SpooledDelivery(byte[] content, String provider, Instant receivedAt) {
}
