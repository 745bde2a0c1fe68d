package dev.switchboard.localneo4j;

import java.net.URI;

import org.neo4j.driver.AuthToken;
import org.neo4j.driver.AuthTokens;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.neo4j.Neo4jConnectionDetails;
import org.springframework.boot.autoconfigure.neo4j.Neo4jProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.lang.Nullable;
import org.springframework.util.StringUtils;

/**
 * Tells the driver which database to use: the one that {@code spring.neo4j.uri} names, or
 * else the local one.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LocalNeo4jProperties.class)
class GraphConfiguration {

	/**
	 * Closed by Spring after the driver. The shutdown handler is for an interrupted
	 * start, when Spring gives up without closing anything.
	 */
	@Bean(initMethod = "startSupervised", destroyMethod = "close")
	@Conditional(NoNeo4jUri.class)
	LocalNeo4j localNeo4j(LocalNeo4jProperties properties) {
		LocalNeo4j local = new LocalNeo4j(properties);
		SpringApplication.getShutdownHandlers().add(local::close);
		return local;
	}

	@Bean
	Neo4jConnectionDetails neo4jConnectionDetails(Neo4jProperties properties, @Nullable LocalNeo4j local) {
		return (local != null) ? new Connection(local.uri(), AuthTokens.basic(ServerLogin.USER, local.password()))
				: new Connection(properties.getUri(), token(properties.getAuthentication()));
	}

	private static AuthToken token(Neo4jProperties.Authentication authentication) {
		if (!StringUtils.hasText(authentication.getPassword())) {
			return AuthTokens.none();
		}
		String username = authentication.getUsername();
		return AuthTokens.basic(StringUtils.hasText(username) ? username : ServerLogin.USER,
				authentication.getPassword());
	}

	/**
	 * Where and as whom to connect.
	 *
	 * @param uri address of the database
	 * @param token the credentials
	 */
	private record Connection(URI uri, AuthToken token) implements Neo4jConnectionDetails {

		@Override
		public URI getUri() {
			return this.uri;
		}

		@Override
		public AuthToken getAuthToken() {
			return this.token;
		}

	}

}
