package dev.switchboard.localneo4j;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.neo4j.driver.AuthToken;
import org.neo4j.driver.AuthTokens;

import org.springframework.util.unit.DataSize;

/** The application's local server, as large as its default, for the benchmark. */
public final class BenchNeo4j implements AutoCloseable {

	private final LocalNeo4j local;

	/** Beginnings of the names of threads. */
	private static final List<String> BEHIND_COMMITS = List.of("(neo4j.Index", "(Lucene Merge");

	private BenchNeo4j(LocalNeo4j local) {
		this.local = local;
	}

	/**
	 * Starts a server on free ports.
	 * @param directory where it keeps its data
	 * @return the server, up
	 */
	public static BenchNeo4j launch(Path directory, int boltPort, int httpPort) {
		LocalNeo4j local = new LocalNeo4j(new LocalNeo4jProperties(directory, boltPort, httpPort,
				DataSize.ofGigabytes(1), DataSize.ofMegabytes(512), List.of(LocalNeo4jProperties.JVM_OPTIONS)));
		local.start();
		return new BenchNeo4j(local);
	}

	public URI uri() {
		return this.local.uri();
	}

	public String username() {
		return ServerLogin.USER;
	}

	public String password() {
		return this.local.password();
	}

	public AuthToken token() {
		return AuthTokens.basic(username(), password());
	}

	/** Processor time that it has taken. */
	public Duration processorTime() {
		return this.local.process().handle().info().totalCpuDuration().orElseThrow();
	}

	/**
	 * Processor time that it has taken behind commits: for what a search finds later, and
	 * for the statistics of the indexes.
	 * @return zero where the system does not tell what each thread takes
	 */
	public Duration processorTimeBehindCommits() {
		try (Stream<Path> threads = Files
			.list(Path.of("/proc", Long.toString(this.local.process().handle().pid()), "task"))) {
			return threads.map((thread) -> thread.resolve("stat"))
				.map(BenchNeo4j::stat)
				.filter((stat) -> BEHIND_COMMITS.stream().anyMatch(stat::contains))
				.map(BenchNeo4j::ticks)
				.reduce(Duration.ZERO, Duration::plus);
		}
		catch (IOException ex) {
			return Duration.ZERO;
		}
	}

	// Its thread may have ended meanwhile.
	private static String stat(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			return "";
		}
	}

	// See proc_pid_stat(5): fields 14 and 15, in hundredths of a second; the second one can have blanks.
	private static Duration ticks(String stat) {
		String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
		return Duration.ofMillis(10 * (Long.parseLong(fields[11]) + Long.parseLong(fields[12])));
	}

	/** As {@code kill -9} does. */
	public void kill() {
		this.local.process().handle().destroyForcibly();
		this.local.process().handle().onExit().join();
	}

	/** Starts it again after a kill, on the same ports and with its data. */
	public void restart() {
		this.local.close();
		this.local.start();
	}

	/** Suspends it: its connections stay open and nothing answers. */
	public void freeze() {
		signal("-STOP");
	}

	/** Lets it go on. */
	public void thaw() {
		signal("-CONT");
	}

	private void signal(String signal) {
		try {
			new ProcessBuilder("kill", signal, Long.toString(this.local.process().handle().pid())).start().waitFor();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.local.close();
	}

}
