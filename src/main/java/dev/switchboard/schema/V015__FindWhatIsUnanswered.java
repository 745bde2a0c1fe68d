package dev.switchboard.schema;

import java.time.Duration;
import java.util.List;

/**
 * Completes what was stored before conversations told when somebody wrote last, and
 * whether that is answered.
 */
final class V015__FindWhatIsUnanswered extends MigrationInParts {

	V015__FindWhatIsUnanswered(Duration timeout) {
		super(List.of("complete-unanswered"), timeout);
	}

}
