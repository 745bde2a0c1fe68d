package dev.switchboard.schema;

import java.nio.file.Path;
import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the graph's schema is brought up to date at start.
 *
 * @param directory folder that holds the migrations, one file per version, relative to
 * the working directory
 * @param lockTimeout how long to wait while another instance runs the migrations
 * @param transactionTimeout when the server ends a migration; a constraint on a large
 * graph takes longer than an everyday transaction may
 * @param indexTimeout how long to wait for indexes that the server is still populating
 */
@ConfigurationProperties("switchboard.migrations")
record MigrationProperties(@DefaultValue("cypher/migrations") Path directory, @DefaultValue("60s") Duration lockTimeout,
		@DefaultValue("30m") Duration transactionTimeout, @DefaultValue("5m") Duration indexTimeout) {
}
