package dev.switchboard.cypher;

/**
 * The graph cannot be read or written now: the server is away, refuses our credentials,
 * is read-only or is not the leader. Nothing is wrong with the rows; the same call can
 * succeed later.
 */
public class GraphUnavailableException extends RuntimeException {

	public GraphUnavailableException(Throwable cause) {
		super("the graph is not available: " + cause.getMessage(), cause);
	}

	GraphUnavailableException(String why) {
		super("the graph is not available: " + why);
	}

}
