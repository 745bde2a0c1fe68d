package dev.switchboard.localneo4j;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class StartRequirementsTests {

	@TempDir
	private Path directory;

	@Test
	void namesThePortThatIsTakenAndItsProperty() throws IOException {
		try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			assertThatExceptionOfType(GraphStartException.class)
				.isThrownBy(() -> FreePort.require(other.getLocalPort(), "Bolt", "switchboard.local-neo4j.bolt-port"))
				.withMessageContaining(
						"Port " + other.getLocalPort() + ", which the local Neo4j needs for Bolt, is taken")
				.satisfies((refusal) -> assertThat(refusal.action()).contains("switchboard.local-neo4j.bolt-port"));
		}
	}

	@Test
	void saysHowMuchSpaceThereIsAndHowMuchIsNeeded() {
		assertThatNoException().isThrownBy(() -> DiskSpace.require(this.directory, 1, "the graph"));
		assertThatExceptionOfType(GraphStartException.class)
			.isThrownBy(() -> DiskSpace.require(this.directory, Long.MAX_VALUE, "the graph"))
			.withMessageMatching(
					"The disk of " + this.directory + " has \\d+ MB free; \\d+ MB is needed for the graph.");
	}

	@Test
	void letsOneApplicationUseADirectoryAtATime() {
		Path file = this.directory.resolve("lock");

		try (DirectoryLock first = DirectoryLock.acquire(file)) {
			assertThatExceptionOfType(GraphStartException.class).isThrownBy(() -> DirectoryLock.acquire(file))
				.withMessage("Another Switchboard (process %d) uses the local Neo4j in %s."
					.formatted(ProcessHandle.current().pid(), this.directory));
		}
		DirectoryLock.acquire(file).close();
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void makesUpAPasswordThatOnlyItsOwnerCanRead() throws IOException {
		ServerHome home = new ServerHome(this.directory.resolve("home"));

		assertThat(home.password()).matches("[\\w-]{32}").isEqualTo(home.password());
		assertThat(mode(home.passwordFile())).isEqualTo("rw-------");
		assertThat(mode(home.directory())).isEqualTo("rwx------");
	}

	@Test
	void quotesTheLastLinesOfTheServersOutput() throws IOException {
		ServerHome home = new ServerHome(this.directory);
		Files.writeString(home.log(), "line\n".repeat(50) + "the reason\n");

		assertThat(home.lastWords()).endsWith("the reason").hasLineCount(12);
	}

	private static String mode(Path path) throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
	}

}
