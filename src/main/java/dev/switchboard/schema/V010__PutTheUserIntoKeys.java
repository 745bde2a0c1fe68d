package dev.switchboard.schema;

import java.time.Duration;
import java.util.List;

/**
 * Completes what was stored before the keys of messages and account events told whose
 * they are.
 */
final class V010__PutTheUserIntoKeys extends MigrationInParts {

	V010__PutTheUserIntoKeys(Duration timeout) {
		super(List.of("key-messages", "key-channel-events"), timeout);
	}

}
