package dev.switchboard.graph;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.apache.camel.tooling.maven.RemoteArtifactDownloadListener;

/** Sees files come into the local repository and counts the size of the jars. */
class RepositoryListener implements RemoteArtifactDownloadListener {

	private final Path repository;

	private final DownloadProgress progress;

	private final Map<Path, Long> counted = new ConcurrentHashMap<>();

	RepositoryListener(Path repository, DownloadProgress progress) {
		this.repository = repository;
		this.progress = progress;
	}

	@Override
	public void artifactDownloading(String groupId, String artifactId, String version, String repoId, String repoUrl) {
		this.progress.add(0);
	}

	/**
	 * The event does not say which file came: of a version's jars, count the new ones.
	 */
	@Override
	public void artifactDownloaded(String groupId, String artifactId, String version, String repoId, String repoUrl,
			long elapsed) {
		Path folder = this.repository.resolve(groupId.replace('.', '/')).resolve(artifactId).resolve(version);
		try (Stream<Path> files = Files.list(folder)) {
			files.filter((file) -> file.toString().endsWith(".jar")).forEach(this::count);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void count(Path jar) {
		this.counted.computeIfAbsent(jar, (file) -> {
			long size = file.toFile().length();
			this.progress.add(size);
			return size;
		});
	}

}
