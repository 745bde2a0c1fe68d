package dev.switchboard.cypher;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import org.apache.camel.Exchange;

/**
 * Until when a caller waits for the graph. A route that must answer in time sets it as an
 * exchange property; without the property a caller waits as long as it takes.
 *
 * @param nanoTime the moment, as {@link System#nanoTime()} tells it
 */
public record Deadline(long nanoTime) {

	/** Name of the exchange property. */
	public static final String PROPERTY = "CypherDeadline";

	/**
	 * A deadline that begins now.
	 * @param patience how long to wait
	 * @return value for the property
	 */
	public static Deadline in(Duration patience) {
		return new Deadline(System.nanoTime() + patience.toNanos());
	}

	static Deadline of(Exchange exchange) {
		return exchange.getProperty(PROPERTY, Deadline.class);
	}

	/**
	 * Does something that may take long.
	 * @param deadline until when to wait for it, or null to do it in this thread
	 * @param work what to do; it goes on after the deadline
	 * @param <T> type of its outcome
	 * @return its outcome
	 * @throws GraphBusyException when it is not done in time
	 */
	static <T> T within(Deadline deadline, Supplier<T> work) {
		return (deadline != null)
				? await(deadline, CompletableFuture.supplyAsync(work, (task) -> Thread.startVirtualThread(task)))
				: work.get();
	}

	/**
	 * Waits for an outcome. What it waits for goes on, whether or not it comes in time.
	 * @param deadline until when, or null to wait as long as it takes
	 * @param outcome what to wait for
	 * @param <T> type of the outcome
	 * @return the outcome
	 * @throws GraphBusyException when it does not come in time
	 */
	public static <T> T await(Deadline deadline, CompletableFuture<T> outcome) {
		try {
			return (deadline != null) ? outcome.get(deadline.nanosLeft(), TimeUnit.NANOSECONDS) : outcome.get();
		}
		catch (TimeoutException ex) {
			throw new GraphBusyException("the graph has not answered before the caller's deadline");
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : new IllegalStateException(ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new GraphUnavailableException(ex);
		}
	}

	long nanosLeft() {
		return Math.max(0, this.nanoTime - System.nanoTime());
	}

}
