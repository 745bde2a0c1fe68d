package dev.switchboard;

import java.net.URI;

import org.testcontainers.containers.Neo4jContainer;

/**
 * A Neo4j in Docker.
 *
 * @param container the running container
 */
record ContainerNeo4j(Neo4jContainer<?> container) implements Neo4jServer {

	static ContainerNeo4j launch() {
		Neo4jContainer<?> container = new Neo4jContainer<>("neo4j:5.26-community").withRandomPassword();
		container.start();
		return new ContainerNeo4j(container);
	}

	@Override
	public URI uri() {
		return URI.create(this.container.getBoltUrl());
	}

	@Override
	public String username() {
		return "neo4j";
	}

	@Override
	public String password() {
		return this.container.getAdminPassword();
	}

	@Override
	public void close() {
		this.container.stop();
	}

}
