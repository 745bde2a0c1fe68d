package dev.switchboard.bench;

import java.nio.file.Path;

import org.slf4j.bridge.SLF4JBridgeHandler;

/** Where the benchmark begins. */
final class Benchmark {

	private Benchmark() {
	}

	/**
	 * Measures or rehearses. Ends with 1 when a delivery that was answered 200 is
	 * not in the graph exactly once; a target that was missed is only reported.
	 * @param arguments see {@link Options}
	 */
	public static void main(String[] arguments) {
		// The migrations' library logs by java.util.logging.
		SLF4JBridgeHandler.removeHandlersForRootLogger();
		SLF4JBridgeHandler.install();
		boolean passed;
		try {
			Options options = Options.parse(String.join(" ", arguments));
			Path directory = Path.of(System.getProperty("bench.directory", "target/bench"));
			System.out.printf("%d cores, Java %s, %d connections, %,d contacts, %d channels%n",
					Runtime.getRuntime().availableProcessors(), Runtime.version(), options.connections(),
					options.contacts(), options.channels());
			passed = switch (options.mode()) {
				case "outage" -> new Outage(options, directory).run();
				case "replay" -> new ReplayRehearsal(options, directory).run();
				case "inbox" -> new InboxRehearsal(directory).run();
				default -> new Phases(options, directory).run();
			};
		}
		catch (IllegalArgumentException ex) {
			System.err.println(ex.getMessage());
			passed = false;
		}
		System.exit(passed ? 0 : 1);
	}

}
