package dev.switchboard;

import java.net.URI;
import java.util.Map;

/**
 * The Neo4j that {@code NEO4J_URI} names. Tests delete everything in it.
 *
 * @param uri its address
 * @param username whom to connect as
 * @param password the password, or empty
 */
record ExternalNeo4j(URI uri, String username, String password) implements Neo4jServer {

	static ExternalNeo4j from(Map<String, String> environment) {
		return new ExternalNeo4j(URI.create(environment.get("NEO4J_URI")),
				environment.getOrDefault("NEO4J_USERNAME", "neo4j"), environment.getOrDefault("NEO4J_PASSWORD", ""));
	}

	@Override
	public void close() {
		// Not ours: it keeps running.
	}

}
