package dev.switchboard.localneo4j;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.neo4j.driver.AuthToken;
import org.neo4j.driver.AuthTokens;

import org.springframework.util.unit.DataSize;

/** The application's local server, as large as its default, for the benchmark. */
public final class BenchNeo4j implements AutoCloseable {

	private final LocalNeo4j local;

	private BenchNeo4j(LocalNeo4j local) {
		this.local = local;
	}

	/**
	 * Starts a server on free ports.
	 * @param directory where it keeps its data
	 * @return the server, up
	 */
	public static BenchNeo4j launch(Path directory, int boltPort, int httpPort) {
		LocalNeo4j local = new LocalNeo4j(new LocalNeo4jProperties(directory, boltPort, httpPort,
				DataSize.ofGigabytes(1), DataSize.ofMegabytes(512), List.of()));
		local.start();
		return new BenchNeo4j(local);
	}

	public URI uri() {
		return this.local.uri();
	}

	public String username() {
		return ServerLogin.USER;
	}

	public String password() {
		return this.local.password();
	}

	public AuthToken token() {
		return AuthTokens.basic(username(), password());
	}

	/** Processor time that it has taken. */
	public Duration processorTime() {
		return this.local.process().handle().info().totalCpuDuration().orElseThrow();
	}

	/** As {@code kill -9} does. */
	public void kill() {
		this.local.process().handle().destroyForcibly();
		this.local.process().handle().onExit().join();
	}

	/** Starts it again after a kill, on the same ports and with its data. */
	public void restart() {
		this.local.close();
		this.local.start();
	}

	/** Suspends it: its connections stay open and nothing answers. */
	public void freeze() {
		signal("-STOP");
	}

	/** Lets it go on. */
	public void thaw() {
		signal("-CONT");
	}

	private void signal(String signal) {
		try {
			new ProcessBuilder("kill", signal, Long.toString(this.local.process().handle().pid())).start().waitFor();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.local.close();
	}

}
