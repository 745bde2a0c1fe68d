package dev.switchboard.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;

/**
 * The folder of the spool. A file of it is complete or not there, whatever ends the
 * process or the machine: it is written and forced under another name, renamed, and the
 * renaming forced too.
 */
class SpoolDirectory implements AutoCloseable {

	private static final String UNFINISHED = ".tmp";

	private static final int MOST_SPARES = 50_000;

	private final Path directory;

	private final Path setAside;

	private final Path spare;

	/**
	 * Emptied files that new deliveries are written to. ext4 searches for a free inode
	 * past each one that was deleted in the last minutes: where thousands are, each new
	 * file would cost more processor time than the delivery itself.
	 */
	private final BlockingQueue<Path> spares = new LinkedBlockingQueue<>(MOST_SPARES);

	private final FileChannel lock;

	/**
	 * Opens the folder, makes it when there is none, and deletes what was being written
	 * when its process ended: that was never answered.
	 * @throws IOException when it cannot be written or another process has it
	 */
	SpoolDirectory(Path directory) throws IOException {
		this.directory = Files.createDirectories(directory.toAbsolutePath());
		this.setAside = Files.createDirectories(this.directory.resolve("set-aside"));
		this.spare = Files.createDirectories(this.directory.resolve("spare"));
		this.lock = FileChannel.open(this.directory.resolve(".lock"), StandardOpenOption.CREATE,
				StandardOpenOption.WRITE);
		try {
			if (!isFree()) {
				throw new IOException("another process uses it");
			}
			// Empty: a full disk must not keep what is in the spool from being drained.
			write("probe", new byte[0]);
			delete("probe");
			for (String name : list(UNFINISHED)) {
				delete(name);
			}
			adoptSpares();
		}
		catch (IOException ex) {
			close();
			throw ex;
		}
	}

	private boolean isFree() throws IOException {
		try {
			return this.lock.tryLock() != null;
		}
		catch (OverlappingFileLockException ex) {
			return false;
		}
	}

	/** Names that end in a suffix, in no order. */
	List<String> list(String suffix) throws IOException {
		try (Stream<Path> files = Files.list(this.directory)) {
			return files.map((file) -> file.getFileName().toString()).filter((name) -> name.endsWith(suffix)).toList();
		}
	}

	void write(String name, byte[] content) throws IOException {
		Path unfinished = Objects.requireNonNullElse(this.spares.poll(), this.directory.resolve(name + UNFINISHED));
		try {
			try (FileChannel file = FileChannel.open(unfinished, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
				ByteBuffer bytes = ByteBuffer.wrap(content);
				while (bytes.hasRemaining()) {
					file.write(bytes);
				}
				file.force(true);
			}
			Files.move(unfinished, this.directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
			force();
		}
		catch (IOException ex) {
			forget(List.of(unfinished, this.directory.resolve(name)), ex);
			throw ex;
		}
	}

	// The platform, which gets the error, sends the delivery again.
	private static void forget(List<Path> files, IOException why) {
		for (Path file : files) {
			try {
				Files.deleteIfExists(file);
			}
			catch (IOException ex) {
				why.addSuppressed(ex);
			}
		}
	}

	// Windows cannot open a folder, and keeps its renamings without.
	private void force() throws IOException {
		if (this.directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
			try (FileChannel folder = FileChannel.open(this.directory)) {
				folder.force(true);
			}
		}
	}

	byte[] read(String name) throws IOException {
		return Files.readAllBytes(this.directory.resolve(name));
	}

	long size(String name) throws IOException {
		return Files.size(this.directory.resolve(name));
	}

	void delete(String name) throws IOException {
		Files.deleteIfExists(this.directory.resolve(name));
	}

	/** Empties a file and keeps it for another delivery. */
	void recycle(String name) throws IOException {
		Path recycled = this.spare.resolve(UUID.randomUUID().toString());
		// In this order: one that is emptied where it was would be taken for a damaged
		// one.
		Files.move(this.directory.resolve(name), recycled, StandardCopyOption.ATOMIC_MOVE);
		empty(recycled);
		keep(recycled);
	}

	// One that is not empty was being written or emptied when its process ended.
	private void adoptSpares() throws IOException {
		try (Stream<Path> files = Files.list(this.spare)) {
			for (Path file : (Iterable<Path>) files::iterator) {
				if (Files.size(file) > 0) {
					empty(file);
				}
				keep(file);
			}
		}
	}

	private static void empty(Path file) throws IOException {
		Files.newByteChannel(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING).close();
	}

	private void keep(Path file) throws IOException {
		if (!this.spares.offer(file)) {
			Files.delete(file);
		}
	}

	/** Moves a file to where only a person looks. */
	void setAside(String name) throws IOException {
		Files.move(this.directory.resolve(name), this.setAside.resolve(name), StandardCopyOption.REPLACE_EXISTING);
	}

	long freeBytes() {
		return this.directory.toFile().getUsableSpace();
	}

	@Override
	public void close() throws IOException {
		this.lock.close();
	}

	@Override
	public String toString() {
		return this.directory.toString();
	}

}
