package dev.switchboard.localneo4j;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Looks whether a port can be used, so that the message names it and its property. */
final class FreePort {

	private FreePort() {
	}

	/**
	 * Requires a port of 127.0.0.1 that nobody listens on.
	 * @param port the port
	 * @param use what we want with it, for the message
	 * @param property the property to change
	 * @throws GraphStartException when it is taken
	 */
	static void require(int port, String use, String property) {
		try (ServerSocket socket = new ServerSocket()) {
			socket.setReuseAddress(true);
			socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
		}
		catch (IOException ex) {
			throw new GraphStartException(
					"Port %d, which the local Neo4j needs for %s, is taken (%s).".formatted(port, use, ex.getMessage()),
					"Another Neo4j may run there: stop it, or use it by setting NEO4J_URI and NEO4J_PASSWORD. Or choose "
							+ "a free port under " + property + ".",
					ex);
		}
	}

}
