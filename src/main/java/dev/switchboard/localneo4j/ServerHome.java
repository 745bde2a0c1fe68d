package dev.switchboard.localneo4j;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/** The folder of the local server, and what lies where in it. */
class ServerHome {

	private static final int QUOTED_LINES = 12;

	private static final int PASSWORD_BYTES = 24;

	private final Path directory;

	ServerHome(Path directory) {
		this.directory = directory.toAbsolutePath().normalize();
		create(this.directory, this.directory.resolve("conf"), this.directory.resolve("logs"),
				this.directory.resolve("tmp"));
	}

	private static void create(Path... directories) {
		for (Path directory : directories) {
			try {
				OwnerOnly.createDirectories(directory);
			}
			catch (IOException ex) {
				throw new GraphStartException("The folder %s cannot be created (%s).".formatted(directory, ex),
						"Make it writable, or choose another one under switchboard.local-neo4j.directory.", ex);
			}
		}
	}

	Path directory() {
		return this.directory;
	}

	Path conf() {
		return this.directory.resolve("conf");
	}

	Path temporary() {
		return this.directory.resolve("tmp");
	}

	Path log() {
		return this.directory.resolve("logs/console.log");
	}

	Path passwordFile() {
		return this.directory.resolve("password");
	}

	Path arguments() {
		return this.directory.resolve("launch.args");
	}

	Path pidFile() {
		return this.directory.resolve("server.pid");
	}

	Path lockFile() {
		return this.directory.resolve("switchboard.lock");
	}

	Path classPathFile() {
		return this.directory.resolve("classpath-" + Neo4jDistribution.VERSION + ".txt");
	}

	boolean hasData() {
		return Files.isDirectory(this.directory.resolve("data/databases/neo4j"));
	}

	/**
	 * Says whether the server was last started with these settings.
	 * @param config text of {@code neo4j.conf}
	 * @return whether it is the text on disk
	 */
	boolean isConfiguredWith(String config) {
		try {
			Path file = configFile();
			return Files.exists(file) && Files.readString(file).equals(config);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void configure(String config) {
		write(configFile(), config);
	}

	void write(Path file, String text) {
		try {
			Files.writeString(file, text);
		}
		catch (IOException ex) {
			throw new GraphStartException("The file %s cannot be written (%s).".formatted(file, ex),
					"Make it writable, or choose another folder under switchboard.local-neo4j.directory.", ex);
		}
	}

	/**
	 * Returns the password of the server, made up when there is none yet.
	 * @return 32 characters that are safe in a URL
	 */
	String password() {
		try {
			if (!Files.exists(passwordFile())) {
				byte[] random = new byte[PASSWORD_BYTES];
				new SecureRandom().nextBytes(random);
				OwnerOnly.createFile(passwordFile(), Base64.getUrlEncoder().withoutPadding().encodeToString(random));
			}
			return Files.readString(passwordFile()).strip();
		}
		catch (IOException ex) {
			throw new GraphStartException("The password of the local Neo4j in %s cannot be read or written (%s)."
				.formatted(passwordFile(), ex), "Make the file readable for the user that runs Switchboard.", ex);
		}
	}

	/**
	 * Returns what the server said last, for messages.
	 * @return the last lines of its output
	 */
	String lastWords() {
		try {
			List<String> lines = Files.exists(log()) ? Files.readAllLines(log()) : List.of();
			return String.join("\n  ", lines.subList(Math.max(0, lines.size() - QUOTED_LINES), lines.size()));
		}
		catch (IOException ex) {
			return "(its log cannot be read: " + ex + ")";
		}
	}

	private Path configFile() {
		return conf().resolve("neo4j.conf");
	}

}
