package dev.switchboard.schema;

import java.time.Duration;
import java.util.List;

/** Completes messages that failed before their failures were counted. */
final class V017__FindWhatFailed extends MigrationInParts {

	V017__FindWhatFailed(Duration timeout) {
		super(List.of("complete-failures"), timeout);
	}

}
