package dev.switchboard.schema;

import java.nio.file.Path;
import java.time.Duration;

import org.neo4j.driver.Driver;

/** The application's schema, for the benchmark. */
public final class BenchSchema {

	private BenchSchema() {
	}

	/**
	 * Runs the application's migrations.
	 * @param driver connected to a database that nobody else uses
	 */
	public static void migrate(Driver driver) {
		new GraphSchema(driver, new MigrationProperties(Path.of("cypher/migrations"), Duration.ofSeconds(60),
				Duration.ofMinutes(5), Duration.ofMinutes(5)), true)
			.bringUpToDate();
	}

}
