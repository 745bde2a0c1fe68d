package dev.switchboard.ledger;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.switchboard.JavaProcess;
import dev.switchboard.SwitchboardApplication;

/**
 * Makes copies start in half the time, as docs/operations.md has it: a training start
 * leaves a cache of classes. The JVM takes classes into it from jars only, so that there
 * is none until the build has packed one.
 */
public final class ClassCache {

	private static final Path TARGET = Path.of("target");

	private static final Path CACHE = TARGET.resolve("copies.aot");

	private static final Path LOG = TARGET.resolve("training.log");

	private static final long PATIENCE_SECONDS = 180;

	private final List<String> jars;

	private final List<String> folders;

	private ClassCache() {
		String[] classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
			.split(File.pathSeparator);
		Optional<Path> packed = packed();
		this.jars = Stream
			.concat(packed.map(Path::toString).stream(), Arrays.stream(classPath).filter((entry) -> !isFolder(entry)))
			.toList();
		this.folders = Arrays.stream(classPath).filter(ClassCache::isFolder).toList();
		train(packed.isPresent());
	}

	/** Returns the cache of this JVM, made at the first call. */
	public static ClassCache get() {
		return Holder.CACHE;
	}

	/** Returns what the training start wrote. */
	public Path log() {
		return LOG;
	}

	/** Returns the options of a JVM that starts with the cache. */
	List<String> options() {
		List<String> options = new ArrayList<>();
		if (Files.exists(CACHE)) {
			options.add("-XX:AOTCache=" + CACHE);
		}
		options.addAll(List.of("-cp", classPath(this.jars, this.folders)));
		return options;
	}

	private void train(boolean packed) {
		try {
			Files.deleteIfExists(CACHE);
			List<String> arguments = new ArrayList<>();
			if (packed) {
				arguments.addAll(List.of("-XX:+IgnoreUnrecognizedVMOptions", "-XX:AOTCacheOutput=" + CACHE));
			}
			arguments.addAll(List.of("-cp", packed ? classPath(this.jars) : classPath(this.folders, this.jars),
					SwitchboardApplication.class.getName(), "--spring.profiles.active=training"));
			Process process = JavaProcess.builder(arguments).redirectOutput(LOG.toFile()).start();
			if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
				process.destroyForcibly();
				throw new IllegalStateException("The training start has failed: see " + LOG);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@SafeVarargs
	private static String classPath(List<String>... parts) {
		return Arrays.stream(parts).flatMap(List::stream).collect(Collectors.joining(File.pathSeparator));
	}

	private static boolean isFolder(String entry) {
		return Files.isDirectory(Path.of(entry));
	}

	/**
	 * The classes as the build has packed them, unless they were compiled again since.
	 */
	private static Optional<Path> packed() {
		try (Stream<Path> files = Files.list(TARGET); Stream<Path> classes = Files.walk(TARGET.resolve("classes"))) {
			FileTime compiled = classes.map(ClassCache::time).max(FileTime::compareTo).orElseThrow();
			return files.filter((file) -> file.toString().endsWith(".jar.original"))
				.filter((file) -> time(file).compareTo(compiled) >= 0)
				.findFirst();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static FileTime time(Path file) {
		try {
			return Files.getLastModifiedTime(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static final class Holder {

		static final ClassCache CACHE = new ClassCache();

	}

}
