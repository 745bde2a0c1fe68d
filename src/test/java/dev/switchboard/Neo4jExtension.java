package dev.switchboard;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.SearchOption;
import org.neo4j.driver.Driver;
import org.opentest4j.TestAbortedException;

/**
 * Gives tests their database: {@code NEO4J_URI}, else Docker, else the local server with
 * its data in {@code target/neo4j}. Applications reach it over a {@link BoltProxy}, of
 * which {@link DatabaseOfTest} tells them; tests may ask for a {@link Driver}, for the
 * {@link Neo4jServer} or for the {@link BoltProxy} as a parameter.
 */
public final class Neo4jExtension implements BeforeEachCallback, ParameterResolver {

	/** The lock of the first database, for a class without {@link Neo4jTest}. */
	public static final String FIRST = "the first database";

	/**
	 * Returns the first database of this JVM, started at the first call.
	 * @return the database
	 */
	public static Neo4jServer server() {
		return TestDatabase.first().server();
	}

	/**
	 * Returns the tests' own driver for {@link #server()}.
	 * @return a driver that nobody needs to close
	 */
	public static Driver driver() {
		return TestDatabase.first().driver();
	}

	/** Empties the graph. Constraints and the record of the migrations stay. */
	public static void wipe() {
		TestDatabase.first().wipe();
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		if (AnnotationSupport
			.findAnnotation(context.getRequiredTestClass(), Neo4jTest.class, SearchOption.INCLUDE_ENCLOSING_CLASSES)
			.isPresent()) {
			database(context).wipe();
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
		TestDatabase database = database(context);
		if (type == BoltProxy.class) {
			return database.wire()
				.orElseThrow(() -> new TestAbortedException(
						"This test breaks the wire to Neo4j, which it can only with bolt://"));
		}
		return (type == Driver.class) ? database.driver() : database.server();
	}

	private static TestDatabase database(ExtensionContext context) {
		return TestDatabase.of(context.getRequiredTestClass());
	}

}
