package dev.switchboard.localneo4j;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The local server's process: our child, or that of an application which died.
 *
 * @param handle the process
 */
record ServerProcess(ProcessHandle handle) {

	private static final Logger logger = LoggerFactory.getLogger(ServerProcess.class);

	private static final Duration CLEAN_STOP = Duration.ofSeconds(30);

	private static final Duration FORCED_STOP = Duration.ofSeconds(10);

	/**
	 * Starts the server and remembers it in the pid file.
	 * @param home the server's folder, already configured
	 * @param classPath its jars
	 * @param jvmOptions options for its JVM
	 * @return the process; it is not up yet
	 */
	static ServerProcess launch(ServerHome home, List<Path> classPath, List<String> jvmOptions) {
		home.write(home.arguments(), arguments(home, classPath, jvmOptions));
		try {
			ProcessBuilder builder = new ProcessBuilder(command(home)).directory(home.directory().toFile())
				.redirectErrorStream(true)
				.redirectOutput(home.log().toFile());
			// Meant for our own JVM: a debugger's port, say, can be used only once.
			builder.environment().keySet().removeAll(Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
			Process process = builder.start();
			process.getOutputStream().close();
			return remember(home, process.toHandle());
		}
		catch (IOException ex) {
			throw new GraphStartException("The local Neo4j cannot be started (%s).".formatted(ex),
					"Use a complete JDK 21 or newer, or set NEO4J_URI to use a Neo4j of your own.", ex);
		}
	}

	private static ServerProcess remember(ServerHome home, ProcessHandle process) {
		try {
			home.write(home.pidFile(), PidFile.of(process).render());
			return new ServerProcess(process);
		}
		catch (GraphStartException ex) {
			process.destroyForcibly();
			throw ex;
		}
	}

	/**
	 * Finds the server of an application that died.
	 * @param home the server's folder
	 * @return the process, or empty when none is left
	 */
	static Optional<ServerProcess> left(ServerHome home) {
		return PidFile.read(home.pidFile()).flatMap(PidFile::process).map(ServerProcess::new);
	}

	/**
	 * A terminal sends Ctrl-C to all its processes. The server ignores it, so that the
	 * application can finish its work before it stops the server.
	 */
	private static List<String> command(ServerHome home) {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		List<String> command = new ArrayList<>();
		if (File.separatorChar == '/') {
			command.addAll(List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "neo4j"));
		}
		command.addAll(List.of(java, "@" + home.arguments()));
		return command;
	}

	/** In a file, because the class path alone is longer than Windows' command line. */
	private static String arguments(ServerHome home, List<Path> classPath, List<String> jvmOptions) {
		String jars = classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
		return Stream
			.concat(jvmOptions.stream(),
					Stream.of("-XX:+ExitOnOutOfMemoryError", "-Dfile.encoding=UTF-8",
							"-Djava.io.tmpdir=" + home.temporary(), "--add-opens=java.base/java.nio=ALL-UNNAMED",
							"--add-opens=java.base/java.io=ALL-UNNAMED", "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
							"--enable-native-access=ALL-UNNAMED", "-cp", jars, Neo4jDistribution.MAIN_CLASS,
							"--home-dir=" + home.directory(), "--config-dir=" + home.conf()))
			.map((argument) -> '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
			.collect(Collectors.joining("\n"));
	}

	/**
	 * Waits for the process to end.
	 * @param patience how long
	 * @return whether it has ended
	 */
	boolean endsWithin(Duration patience) {
		try {
			this.handle.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
			return true;
		}
		catch (TimeoutException ex) {
			return !this.handle.isAlive();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return !this.handle.isAlive();
		}
	}

	/** Asks the server to stop, and ends it when it does not. */
	void stop() {
		this.handle.destroy();
		if (!endsWithin(CLEAN_STOP)) {
			logger.warn(
					"The local Neo4j (process {}) has not stopped within {} s and is ended; it recovers at its next start",
					this.handle.pid(), CLEAN_STOP.toSeconds());
			this.handle.destroyForcibly();
			endsWithin(FORCED_STOP);
		}
	}

}
