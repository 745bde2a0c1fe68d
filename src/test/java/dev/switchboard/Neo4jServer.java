package dev.switchboard;

import java.net.URI;

import org.opentest4j.TestAbortedException;

/**
 * The database of the tests. Faults can be made only where the server is our own process;
 * elsewhere the test that asks for one is skipped and says why.
 */
public interface Neo4jServer {

	URI uri();

	String username();

	/** Returns the password, empty when the server asks for none. */
	String password();

	/** Starts the server again, on the same port and with the same data. */
	default void start() {
		throw notOurs();
	}

	/** Stops the server properly and waits for it. */
	default void stop() {
		throw notOurs();
	}

	/** Ends the server at once, as {@code kill -9} does. */
	default void kill() {
		throw notOurs();
	}

	/** Suspends the server: its connections stay open and nothing answers. */
	default void freeze() {
		throw notOurs();
	}

	/** Lets a suspended server go on. */
	default void thaw() {
		throw notOurs();
	}

	/** Releases what belongs to us, at the end of the JVM. */
	void close();

	private static TestAbortedException notOurs() {
		return new TestAbortedException("This test stops or freezes Neo4j, which it does only with the local server: "
				+ "run it without NEO4J_URI and without Docker");
	}

}
