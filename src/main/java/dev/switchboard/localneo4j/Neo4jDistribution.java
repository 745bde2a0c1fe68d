package dev.switchboard.localneo4j;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.camel.tooling.maven.MavenDownloaderImpl;
import org.apache.camel.tooling.maven.MavenResolutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The jars of Neo4j Community and of Neo4j Browser. They come from Maven Central, or the
 * mirror that {@code settings.xml} names, into the ordinary local repository, and never
 * onto our own class path.
 */
class Neo4jDistribution {

	static final String VERSION = "5.26.30";

	static final String MAIN_CLASS = "org.neo4j.server.CommunityEntryPoint";

	private static final Logger logger = LoggerFactory.getLogger(Neo4jDistribution.class);

	private static final String CORE = "org.neo4j:neo4j:" + VERSION;

	private static final List<String> ALL = List.of(CORE, "org.neo4j.app:neo4j-server:" + VERSION,
			"org.neo4j.client:neo4j-browser:5.24.0");

	/** Of exactly these versions, with everything that they need. */
	private static final long TOTAL_BYTES = 142_926_720;

	private final ServerHome home;

	Neo4jDistribution(ServerHome home) {
		this.home = home;
	}

	/**
	 * Returns the jars, downloaded when they are not there yet.
	 * @return the class path of the server
	 * @throws GraphStartException when they cannot be downloaded
	 */
	List<Path> jars() {
		List<Path> known = known();
		if (!known.isEmpty() && known.stream().allMatch(Files::exists)) {
			return known;
		}
		List<Path> jars = resolve();
		this.home.write(this.home.classPathFile(),
				jars.stream().map(Path::toString).collect(Collectors.joining("\n", "", "\n")));
		return jars;
	}

	/** Resolving takes two seconds even when there is nothing to download. */
	private List<Path> known() {
		try {
			Path file = this.home.classPathFile();
			return Files.exists(file) ? Files.readAllLines(file).stream().map(Path::of).toList() : List.of();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private List<Path> resolve() {
		MavenDownloaderImpl maven = new MavenDownloaderImpl();
		maven.build();
		try {
			Path repository = repository(maven);
			DiskSpace.require(repository, TOTAL_BYTES, "the jars of Neo4j, in the local Maven repository");
			try (DownloadProgress progress = new DownloadProgress(repository, "Neo4j " + VERSION, TOTAL_BYTES,
					logger::info)) {
				maven.setRemoteArtifactDownloadListener(progress);
				return files(maven, ALL, true);
			}
		}
		catch (MavenResolutionException ex) {
			throw refusal(ex);
		}
		finally {
			maven.stop();
		}
	}

	/** The downloader does not tell where its repository is: see where one jar went. */
	private static Path repository(MavenDownloaderImpl maven) throws MavenResolutionException {
		Path jar = files(maven, List.of(CORE), false).getFirst();
		return jar.resolve("../../../../..").normalize();
	}

	private static List<Path> files(MavenDownloaderImpl maven, List<String> coordinates, boolean transitively)
			throws MavenResolutionException {
		return maven.resolveArtifacts(coordinates, Set.of(), transitively, false)
			.stream()
			.map((artifact) -> artifact.getFile().toPath())
			.toList();
	}

	private static GraphStartException refusal(MavenResolutionException failure) {
		Throwable reason = failure;
		while (reason.getCause() != null && String.valueOf(reason.getCause().getMessage()).contains("artifact")) {
			reason = reason.getCause();
		}
		return new GraphStartException(
				"Neo4j %s cannot be downloaded from Maven Central: %s".formatted(VERSION, reason.getMessage()),
				"Look at the network, or name your mirror or proxy in ~/.m2/settings.xml. Or set NEO4J_URI to use a "
						+ "Neo4j of your own instead: then nothing is downloaded.",
				failure);
	}

}
