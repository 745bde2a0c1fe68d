package dev.switchboard.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.switchboard.localneo4j.BenchNeo4j;
import dev.switchboard.schema.BenchSchema;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Record;

import org.springframework.util.FileSystemUtils;

/**
 * A fresh local Neo4j with the application's constraints, the users and their channels.
 * All phases share the one server, because each would otherwise measure how warm its own
 * is; the messages of one phase are deleted before the next.
 */
final class Database implements AutoCloseable {

	private static final int DELETED_AT_ONCE = 10_000;

	private final Path directory;

	private final BenchNeo4j server;

	private final Driver driver;

	private Database(Path directory, BenchNeo4j server) {
		this.directory = directory;
		this.server = server;
		this.driver = GraphDatabase.driver(server.uri(), server.token());
	}

	/**
	 * Starts one.
	 * @param parent folder in which it gets a folder of its own, deleted in the end
	 * @param deliveries whose channels to connect
	 * @return the database, ready for deliveries
	 */
	static Database start(Path parent, Deliveries deliveries) {
		try {
			Path directory = Files.createTempDirectory(Files.createDirectories(parent), "neo4j-").toAbsolutePath();
			Database database = new Database(directory, BenchNeo4j.launch(directory, Ports.free(), Ports.free()));
			Runtime.getRuntime().addShutdownHook(new Thread(database::close));
			BenchSchema.migrate(database.driver);
			for (int channel = 0; channel < deliveries.channels(); channel++) {
				database.query("bench/cypher/connect-channel.cypher", Map.of("userId", deliveries.userId(channel),
						"key", deliveries.channelKey(channel), "externalId", deliveries.phoneNumberId(channel)));
			}
			return database;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("No folder for the database can be made in " + parent, ex);
		}
	}

	/** The statement in a file, named from the root of the repository. */
	static String statement(String file) {
		try {
			return Files.readString(Path.of(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(
					"Cannot read %s: start the benchmark in the root of the repository.".formatted(file), ex);
		}
	}

	List<Record> query(String file, Map<String, Object> parameters) {
		return this.driver.executableQuery(statement(file)).withParameters(parameters).execute().records();
	}

	/**
	 * Lets every contact be known and this server have written, and leaves no messages.
	 * @return the number of the first delivery that has not been used for that
	 */
	int introduceContacts(Deliveries deliveries) {
		DriverAlone alone = new DriverAlone(this, deliveries);
		alone.introduceContacts();
		clear();
		return alone.next();
	}

	/** Makes the constraints of the smallest write's keys. */
	void prepareSmallest() {
		Map.of("SmallestUser", "id", "SmallestChannel", "key", "SmallestContact", "key", "SmallestMessage", "key")
			.forEach((label, key) -> this.driver
				.executableQuery(
						"CREATE CONSTRAINT IF NOT EXISTS FOR (node:%s) REQUIRE node.%s IS UNIQUE".formatted(label, key))
				.execute());
	}

	/** Deletes all messages. */
	void clear() {
		while (query("bench/cypher/delete-messages.cypher", Map.of("limit", DELETED_AT_ONCE)).getFirst()
			.get("count")
			.asInt() > 0) {
		}
	}

	Duration processorTime() {
		return this.server.processorTime();
	}

	Duration processorTimeBehindCommits() {
		return this.server.processorTimeBehindCommits();
	}

	/** As {@code kill -9} does. */
	void kill() {
		this.server.kill();
	}

	void restart() {
		this.server.restart();
	}

	void freeze() {
		this.server.freeze();
	}

	void thaw() {
		this.server.thaw();
	}

	Driver driver() {
		return this.driver;
	}

	/** How the application is told to use it. */
	Map<String, String> environment() {
		return Map.of("NEO4J_URI", this.server.uri().toString(), "NEO4J_USERNAME", this.server.username(),
				"NEO4J_PASSWORD", this.server.password());
	}

	@Override
	public synchronized void close() {
		this.driver.close();
		this.server.close();
		try {
			FileSystemUtils.deleteRecursively(this.directory);
		}
		catch (IOException ex) {
			System.err.printf("The folder %s cannot be deleted (%s): delete it by hand.%n", this.directory, ex);
		}
	}

}
