package dev.switchboard.localneo4j;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.switchboard.cypher.CypherResource;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Config;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.QueryConfig;
import org.neo4j.driver.exceptions.AuthenticationException;
import org.neo4j.driver.exceptions.Neo4jException;

/** Knocks at the local server and gives it our password at its first start. */
class ServerLogin {

	static final String USER = "neo4j";

	private static final String INITIAL_PASSWORD = "neo4j";

	private static final Config ONE_QUICK_TRY = Config.builder()
		.withConnectionTimeout(2, TimeUnit.SECONDS)
		.withConnectionAcquisitionTimeout(3, TimeUnit.SECONDS)
		.withMaxTransactionRetryTime(0, TimeUnit.SECONDS)
		.build();

	private final URI uri;

	ServerLogin(URI uri) {
		this.uri = uri;
	}

	/**
	 * Tries to run a statement.
	 * @param password password of the user {@code neo4j}
	 * @return what came of it
	 */
	Outcome attempt(String password) {
		try (Driver driver = connect(password)) {
			driver.executableQuery(CypherResource.read(ServerLogin.class, "ping")).execute();
			return Outcome.ACCEPTED;
		}
		catch (AuthenticationException ex) {
			return Outcome.REFUSED;
		}
		catch (Neo4jException ex) {
			return ex.code().endsWith("CredentialsExpired") ? Outcome.MUST_CHANGE : Outcome.NOT_YET;
		}
	}

	/**
	 * Replaces the password that a new server has.
	 * @param password the new one
	 * @return whether the server had its first password
	 */
	boolean changeInitial(String password) {
		if (attempt(INITIAL_PASSWORD) == Outcome.REFUSED) {
			return false;
		}
		try (Driver driver = connect(INITIAL_PASSWORD)) {
			driver.executableQuery(CypherResource.read(ServerLogin.class, "change-password"))
				.withParameters(Map.of("old", INITIAL_PASSWORD, "new", password))
				.withConfig(QueryConfig.builder().withDatabase("system").build())
				.execute();
			return true;
		}
	}

	private Driver connect(String password) {
		return GraphDatabase.driver(this.uri, AuthTokens.basic(USER, password), ONE_QUICK_TRY);
	}

	enum Outcome {

		/** The server is up and knows the password. */
		ACCEPTED,

		/** The server is up and wants another password. */
		REFUSED,

		/** The server is up; the password is right and has to be changed. */
		MUST_CHANGE,

		/** The server is not up, or not ready. */
		NOT_YET

	}

}
