package dev.switchboard.localneo4j;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks whether a disk has room, before something fails half-way. */
final class DiskSpace {

	private static final long MEGABYTE = 1_000_000;

	private DiskSpace() {
	}

	/**
	 * Requires free space.
	 * @param directory an existing folder of the disk
	 * @param bytes how much is needed
	 * @param purpose what for, to complete "is needed for …"
	 * @throws GraphStartException when there is less
	 */
	static void require(Path directory, long bytes, String purpose) {
		long free = free(directory);
		if (free < bytes) {
			throw new GraphStartException(
					"The disk of %s has %d MB free; %d MB is needed for %s.".formatted(directory, free / MEGABYTE,
							bytes / MEGABYTE, purpose),
					"Make room there, or choose another folder under switchboard.local-neo4j.directory, or set "
							+ "NEO4J_URI to use a Neo4j of your own.");
		}
	}

	private static long free(Path directory) {
		try {
			return Files.getFileStore(directory).getUsableSpace();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
