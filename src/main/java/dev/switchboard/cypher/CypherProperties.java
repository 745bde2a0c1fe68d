package dev.switchboard.cypher;

import java.nio.file.Path;
import java.time.Duration;

import jakarta.validation.constraints.Positive;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What every {@code cypher:} endpoint starts from; an endpoint's own parameters in a
 * route come first.
 *
 * @param directory folder that holds the statements, one file each
 * @param maxRows most rows that one transaction writes; 1 switches the group commit off
 * @param lanes writers per statement; rows with the same ordering key share one
 * @param queueSize rows that may wait or be in flight per statement before callers wait
 * @param offerTimeout how long a caller waits for room in the queue
 * @param transactionTimeout when the server ends a transaction
 * @param closeTimeout how long stopping waits for the rows in flight
 */
@Validated
@ConfigurationProperties("switchboard.cypher")
record CypherProperties(@DefaultValue("cypher") Path directory, @DefaultValue("200") @Positive int maxRows,
		@DefaultValue("1") @Positive int lanes, @DefaultValue("10000") @Positive int queueSize,
		@DefaultValue("5s") Duration offerTimeout, @DefaultValue("30s") Duration transactionTimeout,
		@DefaultValue("20s") Duration closeTimeout) {
}
