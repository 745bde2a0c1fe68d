package dev.switchboard.localneo4j;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class PidFileTests {

	@TempDir
	private Path directory;

	@Test
	void findsTheProcessThatItRemembers() throws IOException {
		Path file = write(PidFile.of(ProcessHandle.current()).render());

		assertThat(PidFile.read(file).flatMap(PidFile::process)).contains(ProcessHandle.current());
	}

	@Test
	void leavesAloneAProcessThatGotTheSameIdLater() {
		PidFile earlier = new PidFile(ProcessHandle.current().pid(), Instant.now().minus(30, ChronoUnit.DAYS));

		assertThat(earlier.process()).isEmpty();
	}

	@Test
	void knowsWhenTheProcessHasEnded() {
		assertThat(new PidFile(Integer.MAX_VALUE, Instant.now()).process()).isEmpty();
	}

	@Test
	void takesAFileThatWasCutShortForNone() throws IOException {
		assertThat(PidFile.read(write("12"))).isEmpty();
		assertThat(PidFile.read(write(""))).isEmpty();
		assertThat(PidFile.read(this.directory.resolve("none"))).isEmpty();
	}

	private Path write(String text) throws IOException {
		return Files.writeString(this.directory.resolve("server.pid"), text);
	}

}
