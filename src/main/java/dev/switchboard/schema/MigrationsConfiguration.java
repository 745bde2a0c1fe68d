package dev.switchboard.schema;

import dev.switchboard.localneo4j.LocalNeo4j;
import org.apache.camel.CamelContext;
import org.neo4j.driver.Driver;

import org.springframework.boot.autoconfigure.AbstractDependsOnBeanFactoryPostProcessor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.neo4j.core.Neo4jClient;
import org.springframework.lang.Nullable;

/**
 * Runs the migrations before anything uses the graph: whatever needs the graph at start
 * depends on the bean {@code graphSchema}, and finds it away until they have run.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MigrationProperties.class)
class MigrationsConfiguration {

	@Bean
	static SchemaGate schemaGate() {
		return new SchemaGate();
	}

	/** The parameter {@code behind} has passed the gate, which knows the driver then. */
	@Bean(initMethod = "begin")
	SchemaStart graphSchema(Driver behind, SchemaGate gate, MigrationProperties properties,
			@Nullable LocalNeo4j local) {
		return new SchemaStart(new GraphSchema(gate.driver(), properties, local != null), gate);
	}

	@Bean
	static RoutesWaitForSchema routesWaitForSchema() {
		return new RoutesWaitForSchema();
	}

	@Bean
	static RepositoriesWaitForSchema repositoriesWaitForSchema() {
		return new RepositoriesWaitForSchema();
	}

	static class RoutesWaitForSchema extends AbstractDependsOnBeanFactoryPostProcessor {

		RoutesWaitForSchema() {
			super(CamelContext.class, "graphSchema");
		}

	}

	static class RepositoriesWaitForSchema extends AbstractDependsOnBeanFactoryPostProcessor {

		RepositoriesWaitForSchema() {
			super(Neo4jClient.class, "graphSchema");
		}

	}

}
