package dev.switchboard.schema;

import java.time.Duration;
import java.util.List;

import ac.simons.neo4j.migrations.core.MigrationVersion;
import ac.simons.neo4j.migrations.core.Migrations;
import ac.simons.neo4j.migrations.core.MigrationsConfig;
import ac.simons.neo4j.migrations.core.MigrationsException;
import dev.switchboard.cypher.CypherResource;
import dev.switchboard.localneo4j.GraphStartException;
import org.neo4j.driver.Driver;
import org.neo4j.driver.exceptions.AuthenticationException;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.ServiceUnavailableException;
import org.neo4j.driver.exceptions.SessionExpiredException;
import org.neo4j.driver.exceptions.TransientException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.retry.support.RetryTemplate;

/** Brings the graph's schema up to date: the migrations, then the constraint check. */
class GraphSchema {

	private static final Logger logger = LoggerFactory.getLogger(GraphSchema.class);

	private static final String UNREACHABLE = "Look at NEO4J_URI, NEO4J_USERNAME and NEO4J_PASSWORD (spring.neo4j.uri "
			+ "and spring.neo4j.authentication.*). Without NEO4J_URI Switchboard starts a Neo4j of its own.";

	private final Driver driver;

	private final MigrationProperties properties;

	private final boolean alone;

	/**
	 * Prepares the schema of one database.
	 * @param driver the way to it
	 * @param properties where the migrations are and how long to wait
	 * @param alone whether no other instance can be using this database, so that a lock
	 * in it was left by one that was killed
	 */
	GraphSchema(Driver driver, MigrationProperties properties, boolean alone) {
		this.driver = driver;
		this.properties = properties;
		this.alone = alone;
	}

	/**
	 * Runs the migrations that this database has not seen, one instance at a time, and
	 * checks the result.
	 * @throws GraphAwayException when the database cannot be reached
	 * @throws GraphStartException when it refuses us, a migration fails or a constraint
	 * is missing
	 */
	void bringUpToDate() {
		MigrationFiles files = new MigrationFiles(this.properties.directory());
		try {
			if (this.alone) {
				this.driver.executableQuery(CypherResource.read(GraphSchema.class, "release-migrations-lock"))
					.execute();
			}
			Migrations migrations = migrations(files);
			String version = migrate(migrations, files);
			new ConstraintCheck(this.driver, this.properties.indexTimeout()).verify(migrations.getLocalCatalog());
			logger.info("The schema of the graph is up to date, at migration {}", version);
		}
		catch (AuthenticationException ex) {
			throw new GraphStartException("Neo4j refuses our user name or password: " + ex.getMessage(), UNREACHABLE,
					ex);
		}
		catch (ServiceUnavailableException | SessionExpiredException ex) {
			throw away(ex);
		}
	}

	private static GraphAwayException away(Throwable cause) {
		return new GraphAwayException("Neo4j does not answer: %s.".formatted(cause.getMessage()), UNREACHABLE, cause);
	}

	private Migrations migrations(MigrationFiles files) {
		return new Migrations(MigrationsConfig.builder()
			.withLocationsToScan("file:" + files.directory())
			.withMigrationClassesDiscoverer(
					(context) -> List.of(new V006__CompleteWhatListsRead(this.properties.transactionTimeout()),
							new V010__PutTheUserIntoKeys(this.properties.transactionTimeout()),
							new V012__CutSecrets(this.properties.transactionTimeout()),
							new V015__FindWhatIsUnanswered(this.properties.transactionTimeout()),
							new V017__FindWhatFailed(this.properties.transactionTimeout())))
			.withTransactionTimeout(this.properties.transactionTimeout())
			.build(), this.driver);
	}

	/** Returns the version that the graph then has. */
	private String migrate(Migrations migrations, MigrationFiles files) {
		try {
			return RetryTemplate.builder()
				.withTimeout(this.properties.lockTimeout())
				.fixedBackoff(Duration.ofMillis(250))
				.retryOn((failure) -> lockIsTaken(failure))
				.build()
				.execute((attempt) -> migrations.apply())
				.map(MigrationVersion::getValue)
				.orElse("none");
		}
		catch (MigrationsException ex) {
			if (ex.getCause() instanceof ServiceUnavailableException
					|| ex.getCause() instanceof SessionExpiredException) {
				throw away(ex.getCause());
			}
			throw lockIsTaken(ex) ? lockRefusal(ex) : migrationRefusal(files, ex);
		}
	}

	/**
	 * Instances that start together meet here: the second one finds the first one's lock,
	 * or deadlocks with it while both create the lock's own constraint.
	 */
	private static boolean lockIsTaken(Throwable failure) {
		return failure.getCause() instanceof Neo4jException cause && (cause instanceof TransientException
				|| String.valueOf(cause.getMessage()).contains("__Neo4jMigrationsLock"));
	}

	private GraphStartException lockRefusal(MigrationsException cause) {
		return new GraphStartException(
				"Another instance has been running the migrations for more than %d s, or was killed while it did."
					.formatted(this.properties.lockTimeout().toSeconds()),
				"Wait for it (switchboard.migrations.lock-timeout says how long). When none is running, release its "
						+ "lock in Neo4j Browser or cypher-shell:\n  "
						+ CypherResource.read(GraphSchema.class, "release-migrations-lock"),
				cause);
	}

	private static GraphStartException migrationRefusal(MigrationFiles files, MigrationsException cause) {
		Throwable reason = (cause.getCause() != null) ? cause.getCause() : cause;
		return new GraphStartException(
				"A migration of %s failed. %s (%s)".formatted(files.directory(), cause.getMessage(),
						reason.getMessage()),
				"A migration that has run anywhere must not be edited or removed: put it back and write the change as "
						+ "a new file. Otherwise mend the new file or the data that it trips over.",
				cause);
	}

}
