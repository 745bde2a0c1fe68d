package dev.switchboard.localneo4j;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * The settings of the local server.
 *
 * @param properties what the user may choose
 */
record ServerConfig(LocalNeo4jProperties properties) {

	/** Neo4j Browser runs on the user's side and must not report anything either. */
	private static final String TEMPLATE = """
			# Neo4j %4$s with %5$s. Written at every start of Switchboard: change
			# switchboard.local-neo4j.* instead.
			server.default_listen_address=127.0.0.1
			server.default_advertised_address=localhost
			server.bolt.listen_address=127.0.0.1:%1$d
			server.bolt.advertised_address=localhost:%1$d
			server.http.listen_address=127.0.0.1:%2$d
			server.http.advertised_address=localhost:%2$d
			server.https.enabled=false
			server.memory.pagecache.size=%3$dm
			dbms.security.auth_enabled=true
			dbms.usage_report.enabled=false
			client.allow_telemetry=false
			# Neo4j's own defaults wait for ever.
			db.lock.acquisition.timeout=10s
			db.transaction.timeout=30s
			# The driver notices a frozen server after interval times probes.
			server.bolt.connection_keep_alive=5s
			server.bolt.connection_keep_alive_for_requests=ALL
			server.bolt.connection_keep_alive_probes=2
			# After a crash what was written since is read again, which takes about as long as writing it did.
			db.checkpoint.interval.time=1m
			# While a graph grows, most statements would be planned again every ten seconds. Plans made for an empty one are as good.
			dbms.cypher.min_replan_interval=10m
			# Otherwise each statement is planned four times: for 1 row, up to 10, up to 100, and more.
			internal.cypher.use_parameter_size=false
			# Shown to searches once a second, and not after every few messages, which costs a seventh of all writing.
			db.index.fulltext.eventually_consistent_refresh_interval=1s
			# The defaults take 512 MB of disk for an empty graph.
			db.tx_log.rotation.size=32m
			db.tx_log.rotation.retention_policy=512m size
			# Otherwise every stop takes ten seconds longer.
			internal.dbms.bolt.netty_server_shutdown_quiet_period=0
			""";

	/**
	 * Returns the text of {@code neo4j.conf}. Equal texts mean equal servers: it names
	 * the version and the JVM's options too, which are not settings of that file.
	 * @return the settings, one a line
	 */
	String render() {
		return TEMPLATE.formatted(this.properties.boltPort(), this.properties.httpPort(),
				this.properties.pageCache().toMegabytes(), Neo4jDistribution.VERSION, String.join(" ", jvmOptions()));
	}

	List<String> jvmOptions() {
		List<String> options = new ArrayList<>(List.of("-Xmx" + this.properties.heap().toMegabytes() + "m"));
		options.addAll(this.properties.jvmOptions());
		return options;
	}

	URI bolt() {
		return URI.create("bolt://127.0.0.1:" + this.properties.boltPort());
	}

	URI browser() {
		return URI.create("http://localhost:" + this.properties.httpPort() + "/browser/");
	}

}
