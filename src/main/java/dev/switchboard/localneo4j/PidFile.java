package dev.switchboard.localneo4j;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Remembers the server's process across a sudden end of the application.
 *
 * @param pid id of the process
 * @param started when it started: ids are used again
 */
record PidFile(long pid, Instant started) {

	private static final Pattern FORMAT = Pattern.compile("(\\d+) (\\d+)\\s*");

	/** Linux derives the instant from the boot time, which it knows to a second only. */
	private static final Duration TOLERANCE = Duration.ofSeconds(2);

	static PidFile of(ProcessHandle process) {
		return new PidFile(process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
	}

	/**
	 * Reads what an earlier start wrote.
	 * @param file the file
	 * @return its content, or empty when there is none or it was cut short
	 */
	static Optional<PidFile> read(Path file) {
		try {
			Matcher content = FORMAT.matcher(Files.exists(file) ? Files.readString(file) : "");
			return content.matches() ? Optional.of(new PidFile(Long.parseLong(content.group(1)),
					Instant.ofEpochMilli(Long.parseLong(content.group(2))))) : Optional.empty();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	String render() {
		return "%d %d%n".formatted(this.pid, this.started.toEpochMilli());
	}

	/**
	 * Looks for the process.
	 * @return the process, or empty when it has ended or its id went to another one
	 */
	Optional<ProcessHandle> process() {
		return ProcessHandle.of(this.pid).filter(ProcessHandle::isAlive).filter(this::startedThen);
	}

	private boolean startedThen(ProcessHandle process) {
		return process.info()
			.startInstant()
			.map((instant) -> Duration.between(this.started, instant).abs().compareTo(TOLERANCE) <= 0)
			.orElse(false);
	}

}
