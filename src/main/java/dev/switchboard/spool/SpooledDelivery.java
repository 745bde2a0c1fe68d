package dev.switchboard.spool;

import java.time.Instant;

/**
 * A delivery in the spool.
 *
 * @param content its bytes as they came
 * @param provider the platform's name
 * @param app id of the Meta app that signed it; null when it is not known
 * @param receivedAt when it came
 */
record SpooledDelivery(byte[] content, String provider, String app, Instant receivedAt) {
}
