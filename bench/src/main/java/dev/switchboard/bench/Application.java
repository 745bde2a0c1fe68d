package dev.switchboard.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The application's jar in a process of its own, as a user starts it. */
final class Application implements AutoCloseable {

	static final String SECRET = "app-secret-of-the-benchmark";

	private static final Duration STARTUP = Duration.ofSeconds(120);

	private static final int QUOTED_LINES = 20;

	private final HttpClient http = HttpClient.newHttpClient();

	private final int port = Ports.free();

	private final int managementPort = Ports.free();

	private final Path log;

	private final Process process;

	private Application(Path log, Path spool, Database database, String... arguments) throws IOException {
		this.log = log;
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar",
						System.getProperty("bench.jar")));
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
		builder.environment().putAll(database.environment());
		builder.environment()
			.putAll(Map.of("META_APP_SECRET", SECRET, "META_VERIFY_TOKEN", "unused", "SERVER_PORT",
					Integer.toString(this.port), "MANAGEMENT_SERVER_PORT", Integer.toString(this.managementPort), "SWITCHBOARD_SPOOL_DIR",
					spool.toString()));
		// Meant for our own JVM: a debugger's port, say, can be used only once.
		builder.environment().keySet().removeAll(Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
		this.process = builder.start();
		Runtime.getRuntime().addShutdownHook(new Thread(this.process::destroyForcibly));
	}

	/**
	 * Starts it.
	 * @param directory folder for its log
	 * @param database what it writes to
	 * @param arguments properties, such as {@code --name=value}
	 * @return the application, ready for deliveries
	 */
	static Application start(Path directory, Database database, String... arguments) {
		try {
			Path log = Files.createTempFile(Files.createDirectories(directory), "application-", ".log");
			Path spool = Files.createTempDirectory(directory, "spool-").toAbsolutePath();
			Application application = new Application(log, spool, database, arguments);
			application.awaitReady();
			return application;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void awaitReady() throws IOException {
		Instant deadline = Instant.now().plus(STARTUP);
		while (!isReady()) {
			if (!this.process.isAlive() || Instant.now().isAfter(deadline)) {
				List<String> lines = Files.readAllLines(this.log);
				close();
				throw new IllegalStateException("The application was not ready within %d s. The end of %s:%n  %s"
					.formatted(STARTUP.toSeconds(), this.log, String.join("\n  ",
							lines.subList(Math.max(0, lines.size() - QUOTED_LINES), lines.size()))));
			}
			Wait.pass(Duration.ofMillis(200));
		}
	}

	private boolean isReady() {
		try {
			return ask("health/readiness").statusCode() == 200;
		}
		catch (IOException ex) {
			return false;
		}
	}

	int port() {
		return this.port;
	}

	Commits commits() {
		try {
			return Commits.read(ask("prometheus").body());
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The application's metrics cannot be read; see " + this.log, ex);
		}
	}

	/** How many deliveries wait in its spool. */
	long spooled() {
		try {
			Matcher depth = Pattern.compile("(?m)^switchboard_spool_depth (\\S+)$").matcher(ask("prometheus").body());
			return depth.find() ? (long) Double.parseDouble(depth.group(1)) : 0;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The application's metrics cannot be read; see " + this.log, ex);
		}
	}

	private HttpResponse<String> ask(String endpoint) throws IOException {
		try {
			return this.http.send(HttpRequest
				.newBuilder(URI.create("http://127.0.0.1:%d/actuator/%s".formatted(this.managementPort, endpoint)))
				.timeout(Duration.ofSeconds(10))
				.build(), HttpResponse.BodyHandlers.ofString());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("The benchmark was interrupted.", ex);
		}
	}

	Duration processorTime() {
		return this.process.info().totalCpuDuration().orElseThrow();
	}

	/** As {@code kill -9} does. */
	void kill() {
		this.process.destroyForcibly();
		this.process.onExit().join();
	}

	@Override
	public void close() {
		this.process.destroy();
		if (!Wait.reached(this.process.onExit(), Duration.ofSeconds(40))) {
			kill();
		}
		this.http.close();
	}

}
