package dev.switchboard.graph;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Turns bytes as they arrive into a line a second. */
class DownloadProgress {

	private static final long MEGABYTE = 1_000_000;

	private static final long INTERVAL = Duration.ofSeconds(1).toNanos();

	private final String what;

	private final long totalBytes;

	private final Consumer<String> lines;

	private final LongSupplier nanoTime;

	private long bytes;

	private long nextLine = Long.MIN_VALUE;

	/**
	 * Starts at nothing.
	 * @param what what is downloaded, for the lines
	 * @param totalBytes how much all of it is
	 * @param lines where the lines go
	 * @param nanoTime the clock
	 */
	DownloadProgress(String what, long totalBytes, Consumer<String> lines, LongSupplier nanoTime) {
		this.what = what;
		this.totalBytes = totalBytes;
		this.lines = lines;
		this.nanoTime = nanoTime;
	}

	/**
	 * Counts what has arrived. Files arrive on several threads.
	 * @param arrived bytes, zero for something that does not count
	 */
	synchronized void add(long arrived) {
		this.bytes = Math.min(this.totalBytes, this.bytes + arrived);
		long now = this.nanoTime.getAsLong();
		if (this.nextLine == Long.MIN_VALUE || now - this.nextLine >= 0 || this.bytes == this.totalBytes) {
			this.lines.accept("downloading %s: %d of %d MB".formatted(this.what, this.bytes / MEGABYTE,
					this.totalBytes / MEGABYTE));
			this.nextLine = now + INTERVAL;
		}
	}

}
