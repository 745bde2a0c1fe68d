package dev.switchboard.graph;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

import org.neo4j.driver.AuthToken;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;

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
				DataSize.ofGigabytes(1), DataSize.ofMegabytes(512)));
		local.start();
		return new BenchNeo4j(local);
	}

	/**
	 * Runs the application's migrations.
	 * @param driver connected to this server
	 */
	public void migrate(Driver driver) {
		new GraphSchema(driver, new MigrationProperties(Path.of("cypher/migrations"), Duration.ofSeconds(60),
				Duration.ofMinutes(5), Duration.ofMinutes(5)), true)
			.bringUpToDate();
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

	@Override
	public void close() {
		this.local.close();
	}

}
