package dev.switchboard.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import dev.switchboard.FreePorts;
import dev.switchboard.JavaProcess;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;

import org.springframework.util.FileSystemUtils;

import static org.awaitility.Awaitility.await;

/**
 * A real broker, one node that is its own controller, in a process of its own: it can be
 * killed and frozen, and started again on the same port and data. Its classes come from
 * the class path of the tests.
 */
public final class KafkaBroker implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(90);

	private final Path directory;

	private final int port;

	private Process process;

	private KafkaBroker(Path directory, int port) {
		this.directory = directory;
		this.port = port;
	}

	/**
	 * Starts an empty broker.
	 * @param directory where it keeps its data; what is there is deleted
	 * @return the broker, up
	 */
	public static KafkaBroker launch(Path directory) {
		try {
			FileSystemUtils.deleteRecursively(directory);
			Path data = Files.createDirectories(directory.resolve("data").toAbsolutePath());
			int port = FreePorts.next();
			write(directory.resolve("server.properties"), settings(data, port, FreePorts.next()));
			// What kafka-storage.sh format would leave there, without a second JVM.
			write(data.resolve("meta.properties"), Map.of("version", "1", "cluster.id", Uuid.randomUuid().toString(),
					"node.id", "1", "directory.id", Uuid.randomUuid().toString()));
			KafkaBroker broker = new KafkaBroker(directory, port);
			broker.start();
			return broker;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Map<String, String> settings(Path data, int port, int controllerPort) {
		return Map.ofEntries(Map.entry("process.roles", "broker,controller"), Map.entry("node.id", "1"),
				Map.entry("listeners",
						"PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort)),
				Map.entry("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port),
				Map.entry("controller.listener.names", "CONTROLLER"),
				Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controllerPort),
				Map.entry("log.dirs", data.toString()), Map.entry("auto.create.topics.enable", "false"),
				Map.entry("offsets.topic.num.partitions", "1"), Map.entry("offsets.topic.replication.factor", "1"),
				Map.entry("transaction.state.log.replication.factor", "1"),
				Map.entry("transaction.state.log.min.isr", "1"), Map.entry("group.initial.rebalance.delay.ms", "0"),
				// After kill -9 the node would wait for its own former session to expire.
				Map.entry("broker.session.timeout.ms", "1000"), Map.entry("broker.heartbeat.interval.ms", "200"),
				Map.entry("controller.quorum.election.timeout.ms", "200"),
				Map.entry("controller.quorum.election.backoff.max.ms", "200"));
	}

	private static void write(Path file, Map<String, String> properties) throws IOException {
		Files.writeString(file,
				properties.entrySet()
					.stream()
					.map((entry) -> entry.getKey() + "=" + entry.getValue())
					.collect(Collectors.joining("\n")));
	}

	public String bootstrapServers() {
		return "127.0.0.1:" + this.port;
	}

	/** Starts the broker, with the data that it has, and waits until it answers. */
	public void start() {
		try {
			this.process = JavaProcess
				.builder(List.of("-cp", System.getProperty("java.class.path"), "kafka.Kafka",
						this.directory.resolve("server.properties").toString()))
				.redirectOutput(ProcessBuilder.Redirect.appendTo(this.directory.resolve("broker.log").toFile()))
				.start();
			Runtime.getRuntime().addShutdownHook(new Thread(this.process::destroyForcibly));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		try (Admin admin = admin()) {
			await().atMost(PATIENCE).ignoreException(ExecutionException.class).until(() -> {
				if (!this.process.isAlive()) {
					throw new IllegalStateException(
							"The broker has ended: see " + this.directory.resolve("broker.log"));
				}
				return !admin.describeCluster().nodes().get().isEmpty();
			});
		}
	}

	/** A client for questions and for settings; the caller closes it. */
	Admin admin() {
		return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers(),
				AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 2000, AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
				5000, AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 100));
	}

	/** Stops the broker properly and waits for it. */
	public void stop() {
		this.process.destroy();
		end();
	}

	/** Ends the broker at once, as {@code kill -9} does. */
	public void kill() {
		this.process.destroyForcibly();
		end();
	}

	/** Suspends the broker: its connections stay open and nothing answers. */
	public void freeze() {
		signal("STOP");
	}

	/** Lets a suspended broker go on. */
	public void thaw() {
		signal("CONT");
	}

	@Override
	public void close() {
		kill();
	}

	private void end() {
		try {
			if (!this.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
				throw new IllegalStateException("The broker has not ended: process " + this.process.pid());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void signal(String name) {
		try {
			new ProcessBuilder("kill", "-" + name, Long.toString(this.process.pid())).inheritIO().start().waitFor();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
