package dev.switchboard.localneo4j;

import java.nio.file.Path;
import java.util.List;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The Neo4j that Switchboard runs itself when {@code NEO4J_URI} is not set.
 *
 * @param directory folder for the data, the logs and the password, relative to the
 * working directory
 * @param boltPort port of 127.0.0.1 for the driver
 * @param httpPort port of 127.0.0.1 for Neo4j Browser
 * @param heap most memory for objects and query results
 * @param pageCache memory that keeps the files of the graph at hand
 * @param jvmOptions more options for its JVM. By default the parallel garbage collector:
 * G1, which a JVM chooses otherwise, takes a sixth of Neo4j's processor time
 */
@Validated
@ConfigurationProperties("switchboard.local-neo4j")
record LocalNeo4jProperties(@DefaultValue(".data/neo4j") Path directory,
		@DefaultValue("7687") @Min(1) @Max(65535) int boltPort, @DefaultValue("7474") @Min(1) @Max(65535) int httpPort,
		@DefaultValue("1GB") DataSize heap, @DefaultValue("512MB") DataSize pageCache,
		@DefaultValue(JVM_OPTIONS) List<String> jvmOptions) {

	static final String JVM_OPTIONS = "-XX:+UseParallelGC";

}
