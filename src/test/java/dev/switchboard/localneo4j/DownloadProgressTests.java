package dev.switchboard.localneo4j;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class DownloadProgressTests {

	@TempDir
	private Path repository;

	private final List<String> lines = new CopyOnWriteArrayList<>();

	@Test
	void saysNothingWhenNothingIsDownloaded() throws IOException {
		arrive("neo4j-5.jar", 1_000_000);

		try (DownloadProgress progress = progress()) {
			progress.report();
		}

		assertThat(this.lines).isEmpty();
	}

	@Test
	void countsJarsThatHaveArrivedAndThoseOnTheWay() throws IOException {
		try (DownloadProgress progress = progress()) {
			progress.artifactDownloading("org.neo4j", "neo4j", "5", "central", "somewhere");
			progress.report();
			arrive("neo4j-5.jar", 3_000_000);
			arrive("neo4j-5-linux.jar.1234567.tmp", 1_500_000);
			arrive("neo4j-5.pom", 9_000_000);
			progress.report();
		}

		assertThat(this.lines).containsExactly("downloading Neo4j 5: 0 of 5 MB", "downloading Neo4j 5: 4 of 5 MB");
	}

	@Test
	void neverClaimsMoreThanAll() throws IOException {
		try (DownloadProgress progress = progress()) {
			progress.artifactDownloading("org.neo4j", "neo4j", "5", "central", "somewhere");
			arrive("neo4j-5.jar", 5_400_000);
		}

		assertThat(this.lines).last().isEqualTo("downloading Neo4j 5: 5 of 5 MB");
	}

	private DownloadProgress progress() {
		return new DownloadProgress(this.repository, "Neo4j 5", 5_200_000, this.lines::add);
	}

	private void arrive(String file, int bytes) throws IOException {
		Path folder = Files.createDirectories(this.repository.resolve("org/neo4j/neo4j/5"));
		Files.write(folder.resolve(file), new byte[bytes]);
	}

}
