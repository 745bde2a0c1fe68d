package dev.switchboard.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Opens and scrolls the dashboard's inbox in a real browser, where there is one:
 * {@code src/main/frontend/browser/million.mjs}.
 */
final class BrowserRehearsal {

	private static final Path FRONTEND = Path.of("src/main/frontend");

	private static final String CHROMIUM = System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium");

	private BrowserRehearsal() {
	}

	/** Returns whether the browser met its targets; true without a browser. */
	static boolean run(int port, String phoneNumberId, Path directory) {
		if (!Files.isExecutable(Path.of(CHROMIUM)) || !Files.isDirectory(FRONTEND.resolve("node_modules"))) {
			System.out.println("not looked at in a browser: there is no Chromium here, or the dashboard is not built");
			return true;
		}
		ProcessBuilder script = new ProcessBuilder("node", "browser/million.mjs").directory(FRONTEND.toFile())
			.inheritIO();
		script.environment()
			.putAll(Map.of("SWITCHBOARD_URL", "http://127.0.0.1:" + port, "SWITCHBOARD_NUMBER", phoneNumberId, "SWITCHBOARD_EMAIL", ApiUser.EMAIL,
					"SWITCHBOARD_PASSWORD", ApiUser.PASSWORD, "SWITCHBOARD_APP_SECRET", Application.SECRET,
					"SWITCHBOARD_SCREENSHOTS", directory.resolve("screenshots").toAbsolutePath().toString(), "CHROMIUM",
					CHROMIUM));
		try {
			return script.start().waitFor() == 0;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("The benchmark was interrupted.", ex);
		}
	}

}
