package dev.switchboard.cypher;

import java.time.Duration;

/**
 * A statement's queue stayed full for the whole {@code offerTimeout}. None of the call's
 * rows was queued; the same call can succeed later.
 */
public class GraphBusyException extends RuntimeException {

	GraphBusyException(String statement, int queueSize, Duration offerTimeout) {
		super("cypher:%s: the queue of %d rows stayed full for %d ms".formatted(statement, queueSize,
				offerTimeout.toMillis()));
	}

}
