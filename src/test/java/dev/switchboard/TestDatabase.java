package dev.switchboard;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.switchboard.localneo4j.LocalNeo4jServer;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.SearchOption;
import org.neo4j.driver.AuthToken;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Session;
import org.testcontainers.DockerClientFactory;

/**
 * A database of this JVM, started at the first use: the second is of every
 * {@link ConcurrentNeo4jTest}, the first of all other tests. Where a database is given by
 * {@code NEO4J_URI}, it is both, and the tests wait for each other. The system property
 * {@code tests.database}, {@code docker} or {@code local}, chooses between the other two.
 */
final class TestDatabase {

	/**
	 * All but what applications that wait for their next test have read already: the
	 * schema and the key of the erasure digests.
	 */
	private static final String WIPE = """
			MATCH (n)
			WHERE none(label IN labels(n) WHERE label STARTS WITH '__Neo4jMigration' OR label = 'Secret')
			CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 1000 ROWS
			""";

	private final Neo4jServer server;

	private final Optional<BoltProxy> wire;

	private final Driver driver;

	private TestDatabase(Neo4jServer server) {
		this.server = server;
		this.wire = Optional.of(server.uri()).filter((uri) -> uri.getScheme().equals("bolt")).map(BoltProxy::new);
		this.driver = GraphDatabase.driver(server.uri(), token(server));
		Runtime.getRuntime().addShutdownHook(new Thread(() -> {
			this.driver.close();
			this.wire.ifPresent(BoltProxy::close);
			this.server.close();
		}));
	}

	private static AuthToken token(Neo4jServer server) {
		return server.password().isEmpty() ? AuthTokens.none() : AuthTokens.basic(server.username(), server.password());
	}

	static TestDatabase first() {
		return First.DATABASE;
	}

	/** Returns the database of a class of tests. */
	static TestDatabase of(Class<?> test) {
		return usesSecond(test) ? Second.DATABASE : First.DATABASE;
	}

	static boolean usesSecond(Class<?> test) {
		return givenUri().isEmpty() && AnnotationSupport
			.findAnnotation(test, ConcurrentNeo4jTest.class, SearchOption.INCLUDE_ENCLOSING_CLASSES)
			.isPresent();
	}

	private static Optional<String> givenUri() {
		return Optional.ofNullable(System.getenv("NEO4J_URI")).filter((uri) -> !uri.isBlank());
	}

	private static Neo4jServer choose(String name) {
		if (givenUri().isPresent()) {
			return ExternalNeo4j.from(System.getenv());
		}
		boolean inDocker = switch (System.getProperty("tests.database", "")) {
			case "docker" -> true;
			case "local" -> false;
			default -> DockerClientFactory.instance().isDockerAvailable();
		};
		return inDocker ? ContainerNeo4j.launch() : LocalNeo4jServer.launch(Path.of("target", name));
	}

	Neo4jServer server() {
		return this.server;
	}

	Optional<BoltProxy> wire() {
		return this.wire;
	}

	/** Returns the settings of an application that uses it. */
	Map<String, String> settings() {
		// A cluster tells clients the addresses of its own members.
		URI uri = this.wire.map(BoltProxy::uri).orElseGet(this.server::uri);
		return Map.of("spring.neo4j.uri", uri.toString(), "spring.neo4j.authentication.username",
				this.server.username(), "spring.neo4j.authentication.password", this.server.password());
	}

	Driver driver() {
		return this.driver;
	}

	void wipe() {
		try (Session session = this.driver.session()) {
			session.run(WIPE).consume();
		}
	}

	private static final class First {

		static final TestDatabase DATABASE = new TestDatabase(choose("neo4j"));

	}

	private static final class Second {

		static final TestDatabase DATABASE = new TestDatabase(choose("neo4j-2"));

	}

	/** Of the tests that share a database, one class runs at a time. */
	static final class Locks implements ResourceLocksProvider {

		@Override
		public Set<Lock> provideForClass(Class<?> test) {
			return Set.of(new Lock(usesSecond(test) ? "the second database" : Neo4jExtension.FIRST));
		}

	}

}
