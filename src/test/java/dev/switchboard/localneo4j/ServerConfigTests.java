package dev.switchboard.localneo4j;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class ServerConfigTests {

	private final ServerConfig config = new ServerConfig(new LocalNeo4jProperties(Path.of("somewhere"), 7001, 7002,
			DataSize.ofGigabytes(1), DataSize.ofMegabytes(256), List.of("-XX:+UseParallelGC")));

	@Test
	void listensOnLoopbackOnly() {
		assertThat(this.config.render().lines()).filteredOn((line) -> line.contains("listen_address"))
			.allMatch((line) -> line.contains("=127.0.0.1"))
			.contains("server.bolt.listen_address=127.0.0.1:7001", "server.http.listen_address=127.0.0.1:7002");
	}

	@Test
	void namesTheOptionsOfTheJvmSoThatAServerWithOthersIsNotTakenOver() {
		assertThat(this.config.jvmOptions()).containsExactly("-Xmx1024m", "-XX:+UseParallelGC");
		assertThat(this.config.render()).contains("with -Xmx1024m -XX:+UseParallelGC.");
	}

	@Test
	void tellsTheBrowserWhichPortBoltHas() {
		assertThat(this.config.render().lines()).contains("server.bolt.advertised_address=localhost:7001");
		assertThat(this.config.browser()).hasToString("http://localhost:7002/browser/");
		assertThat(this.config.bolt()).hasToString("bolt://127.0.0.1:7001");
	}

	@Test
	void neverWaitsForEverAndReportsToNobody() {
		assertThat(this.config.render().lines()).contains("dbms.security.auth_enabled=true",
				"dbms.usage_report.enabled=false", "db.lock.acquisition.timeout=10s", "db.transaction.timeout=30s",
				"server.memory.pagecache.size=256m");
	}

}
