package dev.switchboard.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.springframework.util.FileSystemUtils;

/**
 * A file system in memory that is soon full. Only root can mount one; elsewhere the spool
 * has a limit instead, and {@link #fill} does nothing.
 */
final class SmallDisk implements AutoCloseable {

	private static final int SIZE = 16 * 1024 * 1024;

	private static final int BLOCK = 64 * 1024;

	private final Path directory;

	private final Path ballast;

	private final boolean mounted;

	SmallDisk() {
		try {
			// Not in the build's folder, which could not be deleted while it is mounted.
			this.directory = Files.createTempDirectory("switchboard-small-disk");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.ballast = this.directory.resolve("ballast");
		Runtime.getRuntime().addShutdownHook(new Thread(this::close));
		this.mounted = "root".equals(System.getProperty("user.name"))
				&& run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", this.directory.toString());
	}

	Path directory() {
		return this.directory;
	}

	boolean isMounted() {
		return this.mounted;
	}

	/** Leaves no room for anybody. */
	void fill() {
		if (!this.mounted) {
			return;
		}
		try (var file = Files.newOutputStream(this.ballast)) {
			byte[] block = new byte[BLOCK];
			while (true) {
				file.write(block);
			}
		}
		catch (IOException ex) {
			// That is what was wanted: it is full.
		}
	}

	/** Makes room again. */
	void clear() {
		try {
			Files.deleteIfExists(this.ballast);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		if (this.mounted) {
			run("umount", "-l", this.directory.toString());
		}
		try {
			FileSystemUtils.deleteRecursively(this.directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static boolean run(String... command) {
		try {
			return new ProcessBuilder(List.of(command)).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start()
				.waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
