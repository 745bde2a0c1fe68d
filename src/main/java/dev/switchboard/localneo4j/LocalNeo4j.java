package dev.switchboard.localneo4j;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Neo4j Community server that runs as our own process, for those who have none:
 * Bolt and Neo4j Browser on 127.0.0.1, with a password that we make up. Stops with the
 * application; its data stays.
 */
public class LocalNeo4j implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(LocalNeo4j.class);

	private static final Duration STARTUP = Duration.ofSeconds(90);

	private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(200);

	private static final Duration BETWEEN_RESTARTS = Duration.ofSeconds(10);

	private static final long SPACE_FOR_NEW_GRAPH = 500_000_000;

	private static final long SPACE_FOR_WORK = 100_000_000;

	private final LocalNeo4jProperties properties;

	private final ServerConfig config;

	private final Executor supervisor = (task) -> Thread.ofPlatform().daemon().name("neo4j-supervisor").start(task);

	private volatile DirectoryLock lock;

	private volatile ServerProcess process;

	private volatile String password;

	LocalNeo4j(LocalNeo4jProperties properties) {
		this.properties = properties;
		this.config = new ServerConfig(properties);
	}

	/**
	 * Starts the server, or takes over the one that an application left behind when it
	 * was killed, and returns when it answers. The first start downloads it.
	 * @throws GraphStartException when it cannot be started; then nothing is left running
	 */
	void start() {
		ServerHome home = new ServerHome(this.properties.directory());
		this.lock = DirectoryLock.acquire(home.lockFile());
		try {
			this.password = home.password();
			if (!takeOver(home)) {
				launch(home);
			}
		}
		catch (RuntimeException ex) {
			close();
			throw ex;
		}
	}

	/**
	 * As {@link #start()}, and starts the server again whenever it ends by itself.
	 * @throws GraphStartException when it cannot be started now
	 */
	void startSupervised() {
		start();
		supervise();
	}

	private void supervise() {
		ServerProcess supervised = this.process;
		supervised.handle().onExit().thenRunAsync(() -> restart(supervised), this.supervisor);
	}

	private void restart(ServerProcess ended) {
		if (this.lock == null || this.process != ended) {
			return;
		}
		logger.warn("The local Neo4j (process {}) has ended: starting it again", ended.handle().pid());
		try {
			launch(new ServerHome(this.properties.directory()));
		}
		catch (GraphStartException ex) {
			logger.error("{} {} Trying again in {} s.", ex.getMessage(), ex.action(), BETWEEN_RESTARTS.toSeconds());
			CompletableFuture.delayedExecutor(BETWEEN_RESTARTS.toSeconds(), TimeUnit.SECONDS, this.supervisor)
				.execute(() -> restart(this.process));
			return;
		}
		if (this.lock != null) {
			supervise();
		}
		else {
			close();
		}
	}

	private boolean takeOver(ServerHome home) {
		ServerProcess left = ServerProcess.left(home).orElse(null);
		if (left == null) {
			return false;
		}
		if (home.isConfiguredWith(this.config.render())
				&& new ServerLogin(uri()).attempt(this.password) == ServerLogin.Outcome.ACCEPTED) {
			this.process = left;
			logger.info(
					"Neo4j {} still runs as process {}, left by a Switchboard that was killed: using it. Browser: {}",
					Neo4jDistribution.VERSION, left.handle().pid(), this.config.browser());
			return true;
		}
		logger.info("Stopping process {}, the Neo4j of a Switchboard that was killed", left.handle().pid());
		left.stop();
		return false;
	}

	private void launch(ServerHome home) {
		FreePort.require(this.properties.boltPort(), "Bolt", "switchboard.local-neo4j.bolt-port");
		FreePort.require(this.properties.httpPort(), "Neo4j Browser", "switchboard.local-neo4j.http-port");
		DiskSpace.require(home.directory(), home.hasData() ? SPACE_FOR_WORK : SPACE_FOR_NEW_GRAPH, "the graph");
		Neo4jDistribution distribution = new Neo4jDistribution(home);
		home.configure(this.config.render());
		this.process = ServerProcess.launch(home, distribution.jars(), this.config.jvmOptions());
		logger.info("Starting Neo4j {} in {}", Neo4jDistribution.VERSION, home.directory());
		if (logIn(home)) {
			logger.info("Neo4j {} is up. Neo4j Browser: {}, user {}, password {} (kept in {}, not shown again)",
					Neo4jDistribution.VERSION, this.config.browser(), ServerLogin.USER, this.password,
					home.passwordFile());
		}
		else {
			logger.info("Neo4j {} is up. Neo4j Browser: {}, user {}, password in {}", Neo4jDistribution.VERSION,
					this.config.browser(), ServerLogin.USER, home.passwordFile());
		}
	}

	/** Returns whether this is the first time that anybody logs in. */
	private boolean logIn(ServerHome home) {
		ServerLogin login = new ServerLogin(uri());
		boolean first = false;
		Instant deadline = Instant.now().plus(STARTUP);
		while (true) {
			switch (login.attempt(this.password)) {
				case ACCEPTED -> {
					return first;
				}
				case REFUSED -> {
					if (!login.changeInitial(this.password)) {
						throw passwordRefused(home);
					}
					first = true;
				}
				default -> awaitNextAttempt(home, deadline);
			}
		}
	}

	private void awaitNextAttempt(ServerHome home, Instant deadline) {
		if (this.process.endsWithin(BETWEEN_ATTEMPTS)) {
			throw startFailed(home, "ended while it started");
		}
		if (Thread.currentThread().isInterrupted()) {
			throw startFailed(home, "is not wanted any more: Switchboard was told to stop while it started");
		}
		if (Instant.now().isAfter(deadline)) {
			throw startFailed(home, "did not answer within %d s".formatted(STARTUP.toSeconds()));
		}
	}

	private static GraphStartException startFailed(ServerHome home, String reason) {
		return new GraphStartException(
				"The local Neo4j %s. The last lines of %s:%n  %s".formatted(reason, home.log(), home.lastWords()),
				"Mend what the lines say; more stands in debug.log beside it. Or set NEO4J_URI to use a Neo4j of your "
						+ "own.");
	}

	private static GraphStartException passwordRefused(ServerHome home) {
		return new GraphStartException(
				"The local Neo4j refuses the password in %s: it was changed, or the file was replaced."
					.formatted(home.passwordFile()),
				"Put the right password into the file. To begin with an empty graph, move the folder %s away."
					.formatted(home.directory()));
	}

	URI uri() {
		return this.config.bolt();
	}

	public URI browser() {
		return this.config.browser();
	}

	public String password() {
		return this.password;
	}

	ServerProcess process() {
		return this.process;
	}

	/** Stops the server and waits for it. Does not wait for a start that is under way. */
	@Override
	public void close() {
		ServerProcess running = this.process;
		// First, so that nobody starts it again.
		this.process = null;
		if (running != null) {
			running.stop();
		}
		if (this.lock != null) {
			this.lock.close();
			this.lock = null;
		}
	}

}
