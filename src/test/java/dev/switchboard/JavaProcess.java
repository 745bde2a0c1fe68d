package dev.switchboard;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Prepares a JVM beside that of the tests. */
public final class JavaProcess {

	/** It does not live long enough for the second compiler to pay. */
	public static final List<String> SHORT_LIVED = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

	private JavaProcess() {
	}

	/**
	 * Prepares a JVM of 256 MB.
	 * @param arguments more options, main class and its arguments
	 * @return what starts it; its output is still to be redirected
	 */
	public static ProcessBuilder builder(List<String> arguments) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.add("-Xmx256m");
		command.addAll(SHORT_LIVED);
		command.addAll(arguments);
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		// Meant for our own JVM: a debugger's port, say, can be used only once.
		builder.environment().keySet().removeAll(Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
		return builder;
	}

}
