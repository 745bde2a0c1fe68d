package dev.switchboard.bench;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The main thread's ways to let time pass. */
final class Wait {

	private Wait() {
	}

	static void pass(Duration time) {
		try {
			Thread.sleep(time);
		}
		catch (InterruptedException ex) {
			throw interrupted(ex);
		}
	}

	/** Returns whether it was completed in time. */
	static boolean reached(CompletableFuture<?> event, Duration patience) {
		try {
			event.get(patience.toMillis(), TimeUnit.MILLISECONDS);
			return true;
		}
		catch (TimeoutException ex) {
			return false;
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex.getCause());
		}
		catch (InterruptedException ex) {
			throw interrupted(ex);
		}
	}

	static void until(CompletableFuture<?> event, Duration patience, String otherwise) {
		if (!reached(event, patience)) {
			throw new IllegalStateException("%s within %d s.".formatted(otherwise, patience.toSeconds()));
		}
	}

	private static IllegalStateException interrupted(InterruptedException cause) {
		Thread.currentThread().interrupt();
		return new IllegalStateException("The benchmark was interrupted.", cause);
	}

}
