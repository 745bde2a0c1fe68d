package dev.switchboard.graph;

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
 * depends on the bean {@code graphSchema}.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MigrationProperties.class)
class MigrationsConfiguration {

	@Bean(initMethod = "bringUpToDate")
	GraphSchema graphSchema(Driver driver, MigrationProperties properties, @Nullable LocalNeo4j local) {
		return new GraphSchema(driver, properties, local != null);
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
