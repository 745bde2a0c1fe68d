package dev.switchboard.schema;

import java.time.Duration;
import java.util.List;

/** Completes what was stored before lists were read from the indexes of V005. */
final class V006__CompleteWhatListsRead extends MigrationInParts {

	V006__CompleteWhatListsRead(Duration timeout) {
		super(List.of("complete-messages", "complete-conversations", "complete-contacts"), timeout);
	}

}
