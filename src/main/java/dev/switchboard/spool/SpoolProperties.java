package dev.switchboard.spool;

import java.nio.file.Path;

import jakarta.validation.constraints.Positive;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Where deliveries wait for the graph.
 *
 * @param directory folder of this process alone, relative to the working directory
 * (environment: SWITCHBOARD_SPOOL_DIR)
 * @param maxSize most bytes on disk, above which the answer is 503
 * @param minFree bytes of the disk that stay free, below which the answer is 503
 * @param drainConcurrency how many deliveries are drained at the same time
 */
@Validated
@ConfigurationProperties("switchboard.spool")
record SpoolProperties(@DefaultValue(".data/spool") Path directory, @DefaultValue("2GB") DataSize maxSize,
		@DefaultValue("256MB") DataSize minFree, @DefaultValue("128") @Positive int drainConcurrency) {
}
