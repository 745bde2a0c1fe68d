package dev.switchboard.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.switchboard.FreePorts;
import dev.switchboard.JavaProcess;
import dev.switchboard.Neo4jServer;
import dev.switchboard.Platform;
import org.awaitility.Awaitility;

/**
 * One copy of the application, a process of its own that is started again and again with
 * the same ports and the same spool.
 */
final class Copy implements AutoCloseable {

	private static final Duration START = Duration.ofSeconds(300);

	private static final Duration STOP = Duration.ofSeconds(40);

	private static final Duration DISARMED = Duration.ofMillis(300);

	private final String name;

	private final Path log;

	private final int port = FreePorts.next();

	private final int managementPort = FreePorts.next();

	// Made here: a virtual thread that waits for a class to be initialised holds up
	// others.
	private final ClassCache classes = ClassCache.get();

	private final Management management = new Management(this.managementPort);

	private final Map<String, String> environment;

	private final List<String> arguments;

	private volatile Process process;

	private volatile boolean up;

	/**
	 * Prepares a copy.
	 * @param name of its log
	 * @param directory where that is
	 * @param spool where it has its spool
	 * @param bolt how it reaches the database
	 * @param neo4j the database
	 * @param arguments properties, such as {@code --name=value}
	 */
	Copy(String name, Path directory, Path spool, URI bolt, Neo4jServer neo4j, String... arguments) {
		this.name = name;
		this.log = directory.resolve(name + ".log");
		this.environment = Map.of("NEO4J_URI", bolt.toString(), "NEO4J_USERNAME", neo4j.username(), "NEO4J_PASSWORD",
				neo4j.password(), "META_APP_SECRET", Platform.APP_SECRET, "SWITCHBOARD_ENCRYPTION_KEY",
				Platform.ENCRYPTION_KEY, "META_VERIFY_TOKEN", Platform.VERIFY_TOKEN, "SERVER_PORT",
				Integer.toString(this.port), "MANAGEMENT_SERVER_PORT", Integer.toString(this.managementPort),
				"SWITCHBOARD_SPOOL_DIR", spool.toString());
		this.arguments = List.of(arguments);
	}

	String name() {
		return this.name;
	}

	/**
	 * Starts it, and again when it gives up, as a supervisor does; returns when ready.
	 */
	Copy start() {
		launch();
		Awaitility.await(this.name + " is ready; see " + this.log)
			.atMost(START)
			.pollInterval(Duration.ofMillis(200))
			.until(() -> {
				if (!this.process.isAlive()) {
					launch();
				}
				return isReady();
			});
		this.up = true;
		return this;
	}

	/** Starts several at the same time, and returns when all are ready. */
	static void startAll(List<Copy> copies) {
		CompletableFuture
			.allOf(copies.stream()
				.map((copy) -> CompletableFuture.runAsync(copy::start, Thread::startVirtualThread))
				.toArray(CompletableFuture[]::new))
			.join();
	}

	private void launch() {
		List<String> arguments = this.classes.options();
		arguments.add(CopyMain.class.getName());
		arguments.addAll(this.arguments);
		try {
			Files.createDirectories(this.log.getParent());
			ProcessBuilder builder = JavaProcess.builder(arguments)
				.redirectOutput(ProcessBuilder.Redirect.appendTo(this.log.toFile()));
			builder.environment().putAll(this.environment);
			this.process = builder.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Ends it at once, as {@code kill -9} does. */
	void kill() {
		this.up = false;
		this.process.destroyForcibly().onExit().join();
	}

	/**
	 * Asks it to stop, as a container's host does.
	 * @return the exit code, or empty when it did not stop in time
	 */
	OptionalInt terminate() {
		this.up = false;
		// The process's own destroy would also close its input, at which it halts.
		this.process.toHandle().destroy();
		return awaitExit(STOP);
	}

	/** Suspends it: its connections stay open and nothing answers. */
	void freeze() {
		this.up = false;
		signal("STOP");
	}

	/** Lets it go on. */
	void thaw() {
		signal("CONT");
		this.up = true;
	}

	/**
	 * Lets it end itself when it reaches a step; see {@link FailPoints}.
	 * @param point such as {@code before reply-send}
	 * @param times how often it reaches the step until then
	 */
	void arm(String point, int times) {
		tell(point + " " + times);
	}

	/**
	 * Waits for an armed copy to end, and disarms it when it does not.
	 * @param patience how long to wait
	 * @return whether it has ended
	 */
	boolean hasHalted(Duration patience) {
		if (awaitExit(patience).isEmpty()) {
			tell("nowhere 0");
			// It may reach the step until it has read that it need not any more.
			this.up = awaitExit(DISARMED).isEmpty();
			return !this.up;
		}
		this.up = false;
		return true;
	}

	private void tell(String line) {
		try {
			this.process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
			this.process.getOutputStream().flush();
		}
		catch (IOException ex) {
			// It has just ended.
		}
	}

	private OptionalInt awaitExit(Duration patience) {
		try {
			return this.process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)
					? OptionalInt.of(this.process.exitValue()) : OptionalInt.empty();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return OptionalInt.empty();
		}
	}

	/** Whether it should answer now: false while it is being broken and started. */
	boolean isUp() {
		return this.up;
	}

	boolean isReady() {
		return this.management.isReady();
	}

	Management management() {
		return this.management;
	}

	/** Returns how many deliveries it is working on. */
	long inFlight() {
		return this.management.meters()
			.map((meters) -> (long) meters
				.sum("http_server_requests_active_seconds_count{exception=\"none\",method=\"POST\""))
			.orElse(0L);
	}

	/** Where the platform posts to. */
	URI webhook(String provider) {
		return URI.create("http://127.0.0.1:" + this.port + Platform.path(provider));
	}

	private void signal(String signal) {
		try {
			new ProcessBuilder("kill", "-" + signal, Long.toString(this.process.pid())).inheritIO().start().waitFor();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() {
		if (this.process != null) {
			kill();
		}
	}

}
