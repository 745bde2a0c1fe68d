package dev.switchboard.cypher;

import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.SecurityException;
import org.neo4j.driver.exceptions.ServiceUnavailableException;

/**
 * The graph cannot be read or written now: the server is away, refuses our credentials,
 * is read-only or is not the leader. Nothing is wrong with the rows; the same call can
 * succeed later.
 */
public class GraphUnavailableException extends RuntimeException {

	public GraphUnavailableException(Throwable cause) {
		super("the graph is not available: " + why(cause), cause);
	}

	// Only of these is it sure that the text tells of the connection and not of rows.
	private static String why(Throwable cause) {
		if (cause instanceof ServiceUnavailableException || cause instanceof SecurityException) {
			return cause.getMessage();
		}
		return (cause instanceof Neo4jException refused) ? refused.code() : cause.getClass().getName();
	}

	GraphUnavailableException(String why) {
		super("the graph is not available: " + why);
	}

}
