package dev.switchboard.ops;

import dev.switchboard.ledger.ClassCache;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;

/** The start from which the JVM makes a cache of classes. */
@Execution(ExecutionMode.CONCURRENT)
class TrainingRunIT {

	@Test
	void startsWithoutADatabaseAndEndsAsSoonAsItIsReady() {
		assertThat(ClassCache.get().log()).content()
			.contains("Started SwitchboardApplication")
			.contains("Graceful shutdown complete");
	}

}
