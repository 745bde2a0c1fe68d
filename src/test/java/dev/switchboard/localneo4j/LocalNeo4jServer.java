package dev.switchboard.localneo4j;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

import dev.switchboard.FreePorts;
import dev.switchboard.JavaProcess;
import dev.switchboard.Neo4jServer;

import org.springframework.util.unit.DataSize;

/** The local server for tests: on free ports, and open to faults. */
public final class LocalNeo4jServer implements Neo4jServer {

	private final LocalNeo4j local;

	private LocalNeo4jServer(LocalNeo4j local) {
		this.local = local;
	}

	/**
	 * Starts a server.
	 * @param directory where it keeps its data
	 * @return the server, up
	 */
	public static LocalNeo4jServer launch(Path directory) {
		LocalNeo4j local = new LocalNeo4j(settings(directory));
		local.start();
		return new LocalNeo4jServer(local);
	}

	static LocalNeo4jProperties settings(Path directory) {
		return new LocalNeo4jProperties(directory, FreePorts.next(), FreePorts.next(), DataSize.ofMegabytes(512),
				DataSize.ofMegabytes(128), JavaProcess.SHORT_LIVED);
	}

	@Override
	public URI uri() {
		return this.local.uri();
	}

	@Override
	public String username() {
		return ServerLogin.USER;
	}

	@Override
	public String password() {
		return this.local.password();
	}

	@Override
	public void start() {
		close();
		this.local.start();
	}

	@Override
	public void stop() {
		close();
	}

	@Override
	public void kill() {
		ServerProcess process = this.local.process();
		process.handle().destroyForcibly();
		process.endsWithin(Duration.ofSeconds(10));
	}

	@Override
	public void freeze() {
		signal("STOP");
	}

	@Override
	public void thaw() {
		signal("CONT");
	}

	@Override
	public void close() {
		this.local.close();
	}

	private void signal(String name) {
		try {
			new ProcessBuilder("kill", "-" + name, Long.toString(this.local.process().handle().pid())).inheritIO()
				.start()
				.waitFor();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
