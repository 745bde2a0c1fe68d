package dev.switchboard.localneo4j;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps two applications from one local server. The operating system releases it however
 * its holder ends.
 */
final class DirectoryLock implements AutoCloseable {

	private final FileChannel channel;

	private DirectoryLock(FileChannel channel) {
		this.channel = channel;
	}

	/**
	 * Takes the lock.
	 * @param file the lock's file; it holds the process id of the last holder
	 * @return the lock, to be closed
	 * @throws GraphStartException when another application, or another context of this
	 * one, holds it
	 */
	static DirectoryLock acquire(Path file) {
		try {
			FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
			if (!isFree(channel)) {
				channel.close();
				throw refusal(file);
			}
			byte[] holder = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
			channel.truncate(0).write(ByteBuffer.wrap(holder));
			return new DirectoryLock(channel);
		}
		catch (IOException ex) {
			throw new GraphStartException("The lock %s cannot be taken (%s).".formatted(file, ex),
					"Make its folder writable, or choose another one under switchboard.local-neo4j.directory.", ex);
		}
	}

	private static boolean isFree(FileChannel channel) throws IOException {
		try {
			return channel.tryLock() != null;
		}
		catch (OverlappingFileLockException ex) {
			return false;
		}
	}

	private static GraphStartException refusal(Path file) throws IOException {
		return new GraphStartException(
				"Another Switchboard (process %s) uses the local Neo4j in %s.".formatted(Files.readString(file).strip(),
						file.getParent()),
				"Stop it first, or give this one its own folder and ports under switchboard.local-neo4j.directory, "
						+ "bolt-port and http-port, or let both use one Neo4j with NEO4J_URI.");
	}

	@Override
	public void close() {
		try {
			this.channel.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
