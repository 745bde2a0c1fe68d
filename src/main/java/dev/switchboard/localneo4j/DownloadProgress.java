package dev.switchboard.localneo4j;

import java.io.File;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.apache.camel.tooling.maven.RemoteArtifactDownloadListener;

/**
 * Writes a line a second while jars come into the local repository. It looks at the
 * files, because the downloader tells which ones it fetches, but that they have arrived
 * only when all have.
 */
class DownloadProgress implements RemoteArtifactDownloadListener, AutoCloseable {

	private static final long MEGABYTE = 1_000_000;

	private final Path repository;

	private final String what;

	private final long totalBytes;

	private final Consumer<String> lines;

	private final Set<Path> folders = ConcurrentHashMap.newKeySet();

	private final ScheduledExecutorService timer = Executors
		.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("neo4j-download").factory());

	private long megabytes = -1;

	/**
	 * Starts to watch.
	 * @param repository the local repository
	 * @param what what is downloaded, for the lines
	 * @param totalBytes how much all of it is
	 * @param lines where the lines go
	 */
	DownloadProgress(Path repository, String what, long totalBytes, Consumer<String> lines) {
		this.repository = repository;
		this.what = what;
		this.totalBytes = totalBytes;
		this.lines = lines;
		this.timer.scheduleAtFixedRate(this::report, 1, 1, TimeUnit.SECONDS);
	}

	@Override
	public void artifactDownloading(String groupId, String artifactId, String version, String repoId, String repoUrl) {
		this.folders.add(this.repository.resolve(groupId.replace('.', '/')).resolve(artifactId).resolve(version));
	}

	@Override
	public void artifactDownloaded(String groupId, String artifactId, String version, String repoId, String repoUrl,
			long elapsed) {
		// Comes too late to be of use.
	}

	/** Writes a line when there is something new to say. */
	synchronized void report() {
		long now = Math.min(this.totalBytes, bytes()) / MEGABYTE;
		if (!this.folders.isEmpty() && now != this.megabytes) {
			this.megabytes = now;
			this.lines.accept("downloading %s: %d of %d MB".formatted(this.what, now, this.totalBytes / MEGABYTE));
		}
	}

	private long bytes() {
		return this.folders.stream().mapToLong(DownloadProgress::jarsIn).sum();
	}

	/** A file that is still arriving is called {@code x.jar.<number>.tmp}. */
	private static long jarsIn(Path folder) {
		File[] files = folder.toFile().listFiles((parent, name) -> name.matches(".*\\.jar(\\.\\w+\\.tmp)?"));
		long sum = 0;
		for (File file : (files != null) ? files : new File[0]) {
			sum += file.length();
		}
		return sum;
	}

	@Override
	public void close() {
		this.timer.shutdownNow();
		report();
	}

}
