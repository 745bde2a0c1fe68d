package dev.switchboard.dashboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.switchboard.FreePorts;
import dev.switchboard.Neo4jExtension;
import dev.switchboard.Neo4jServer;
import dev.switchboard.Platform;
import dev.switchboard.SwitchboardApplication;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * The dashboard of the demo in a real browser: {@code src/main/frontend/browser}. Leaves
 * pictures of every page in {@code target/screenshots}.
 */
@ExtendWith({ Neo4jExtension.class, OutputCaptureExtension.class })
@ResourceLock(Neo4jExtension.FIRST)
class DashboardIT {

	private static final Path FRONTEND = Path.of("src/main/frontend");

	private static final Pattern PASSWORD = Pattern.compile("e-mail bob@example\\.com, password (\\S+)");

	private static final String CHROMIUM = System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium");

	private final int port = FreePorts.next();

	private final int managementPort = FreePorts.next();

	private final Path restart = Path.of("target/dashboard-restart").toAbsolutePath();

	private ConfigurableApplicationContext application;

	@BeforeEach
	void start(Neo4jServer neo4j) throws IOException {
		assumeThat(new ClassPathResource("dashboard/index.html").exists())
			.as("the dashboard is built, which needs Node")
			.isTrue();
		boolean canLook = Files.isExecutable(Path.of(CHROMIUM));
		if (System.getenv("CI") != null) {
			assertThat(canLook).as("apt-get install chromium").isTrue();
		}
		assumeThat(canLook)
			.as("there is a browser: apt-get install chromium, or CHROMIUM=<path of Chrome or Chromium> ./mvnw verify")
			.isTrue();
		Neo4jExtension.wipe();
		Files.deleteIfExists(this.restart);
		this.application = run(neo4j);
	}

	@AfterEach
	void stop() {
		if (this.application != null) {
			this.application.close();
			Neo4jExtension.wipe();
		}
	}

	@Test
	void aUserWorksWithIt(Neo4jServer neo4j, CapturedOutput output) throws Exception {
		Matcher password = PASSWORD.matcher(output);
		assertThat(password.find()).isTrue();
		ProcessBuilder tests = new ProcessBuilder("npm", "run", "--silent", "browser").directory(FRONTEND.toFile())
			.redirectErrorStream(true)
			.redirectOutput(Path.of("target/dashboard-browser.txt").toFile());
		tests.environment()
			.putAll(Map.of("SWITCHBOARD_URL", "http://localhost:" + this.port, "SWITCHBOARD_APP_SECRET",
					"demo-app-secret", "SWITCHBOARD_SCREENSHOTS",
					Path.of("target/screenshots").toAbsolutePath().toString(), "SWITCHBOARD_DEMO_EMAIL",
					"bob@example.com", "SWITCHBOARD_DEMO_PASSWORD", password.group(1), "SWITCHBOARD_RESTART",
					this.restart.toString(), "SWITCHBOARD_METRICS",
					"http://127.0.0.1:%d/actuator/prometheus".formatted(this.managementPort), "CHROMIUM", CHROMIUM));
		Process process = tests.start();
		try {
			while (process.isAlive()) {
				if (Files.exists(this.restart)) {
					this.application.close();
					this.application = run(neo4j);
					Files.delete(this.restart);
				}
				process.waitFor(200, TimeUnit.MILLISECONDS);
			}
		}
		finally {
			process.descendants().forEach(ProcessHandle::destroyForcibly);
			process.destroyForcibly();
		}

		assertThat(process.exitValue()).as(Files.readString(Path.of("target/dashboard-browser.txt"))).isZero();
	}

	private ConfigurableApplicationContext run(Neo4jServer neo4j) {
		List<String> settings = List.of("server.port=" + this.port, "management.server.port=" + this.managementPort,
				"spring.neo4j.uri=" + neo4j.uri(), "spring.neo4j.authentication.username=" + neo4j.username(),
				"spring.neo4j.authentication.password=" + neo4j.password(),
				"switchboard.encryption.keys=" + Platform.ENCRYPTION_KEY,
				"switchboard.spool.directory=target/spool/dashboard", "switchboard.accounts.breach-list=",
				"switchboard.accounts.attempts-per-address=100000", "switchboard.accounts.attempts-per-account=100000",
				"switchboard.inbox.heartbeat=1s", "switchboard.erasure.delay=2s",
				"switchboard.accounts.maintenance-period=500ms");
		return new SpringApplicationBuilder(SwitchboardApplication.class).profiles("demo")
			.run(settings.stream().map((setting) -> "--" + setting).toArray(String[]::new));
	}

}
