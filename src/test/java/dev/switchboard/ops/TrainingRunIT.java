package dev.switchboard.ops;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;

/** The start from which the JVM makes a cache of classes. */
@Execution(ExecutionMode.CONCURRENT)
class TrainingRunIT {

	@Test
	void startsWithoutADatabaseAndEndsAsSoonAsItIsReady(@TempDir Path directory) throws Exception {
		Path log = directory.resolve("training.log");
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp",
				System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
				"dev.switchboard.ledger.CopyMain", "--spring.profiles.active=training")
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		try {
			assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
		}
		finally {
			process.destroyForcibly();
		}

		assertThat(process.exitValue()).as(Files.readString(log)).isZero();
		assertThat(log).content().contains("Started CopyMain");
	}

}
