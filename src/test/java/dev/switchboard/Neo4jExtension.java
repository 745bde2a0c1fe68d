package dev.switchboard;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

import dev.switchboard.localneo4j.LocalNeo4jServer;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.SearchOption;
import org.neo4j.driver.AuthToken;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Session;
import org.opentest4j.TestAbortedException;
import org.testcontainers.DockerClientFactory;

/**
 * The one place that decides where tests get their database: {@code NEO4J_URI}, else
 * Docker, else the local server with its data in {@code target/neo4j}. There is one
 * database per JVM. Applications reach it over a {@link BoltProxy}, of which Spring
 * learns by system properties; tests may ask for a {@link Driver}, for the
 * {@link Neo4jServer} or for the {@link BoltProxy} as a parameter.
 */
public final class Neo4jExtension implements BeforeAllCallback, BeforeEachCallback, ParameterResolver {

	/**
	 * All but what applications that wait for their next test have read already: the
	 * schema and the key of the erasure digests.
	 */
	private static final String WIPE = """
			MATCH (n)
			WHERE none(label IN labels(n) WHERE label STARTS WITH '__Neo4jMigration' OR label = 'Secret')
			CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 1000 ROWS
			""";

	/**
	 * Returns the database of this JVM, started at the first call.
	 * @return the database
	 */
	public static Neo4jServer server() {
		return Holder.SERVER;
	}

	/**
	 * Returns the tests' own driver.
	 * @return a driver that nobody needs to close
	 */
	public static Driver driver() {
		return Holder.DRIVER;
	}

	/** Empties the graph. Constraints and the record of the migrations stay. */
	public static void wipe() {
		try (Session session = driver().session()) {
			session.run(WIPE).consume();
		}
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		System.setProperty("spring.neo4j.uri", uri().toString());
		System.setProperty("spring.neo4j.authentication.username", server().username());
		System.setProperty("spring.neo4j.authentication.password", server().password());
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		if (AnnotationSupport
			.findAnnotation(context.getRequiredTestClass(), Neo4jTest.class, SearchOption.INCLUDE_ENCLOSING_CLASSES)
			.isPresent()) {
			wipe();
		}
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		Class<?> type = parameter.getParameter().getType();
		return type == Driver.class || type == Neo4jServer.class || type == BoltProxy.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		Class<?> type = parameter.getParameter().getType();
		if (type == BoltProxy.class) {
			return Holder.WIRE.orElseThrow(() -> new TestAbortedException(
					"This test breaks the wire to Neo4j, which it can only with bolt://"));
		}
		return (type == Driver.class) ? driver() : server();
	}

	// A cluster tells clients the addresses of its own members.
	private static URI uri() {
		return Holder.WIRE.map(BoltProxy::uri).orElseGet(() -> server().uri());
	}

	private static Neo4jServer choose() {
		String uri = System.getenv("NEO4J_URI");
		if (uri != null && !uri.isBlank()) {
			return ExternalNeo4j.from(System.getenv());
		}
		if (DockerClientFactory.instance().isDockerAvailable()) {
			return ContainerNeo4j.launch();
		}
		return LocalNeo4jServer.launch(Path.of("target/neo4j"));
	}

	private static final class Holder {

		static final Neo4jServer SERVER = choose();

		static final Optional<BoltProxy> WIRE = Optional.of(SERVER.uri())
			.filter((uri) -> uri.getScheme().equals("bolt"))
			.map(BoltProxy::new);

		static final Driver DRIVER = GraphDatabase.driver(SERVER.uri(), token());

		static {
			Runtime.getRuntime().addShutdownHook(new Thread(() -> {
				DRIVER.close();
				WIRE.ifPresent(BoltProxy::close);
				SERVER.close();
			}));
		}

		private static AuthToken token() {
			return SERVER.password().isEmpty() ? AuthTokens.none()
					: AuthTokens.basic(SERVER.username(), SERVER.password());
		}

	}

}
