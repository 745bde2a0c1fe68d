package dev.switchboard.cypher;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import dev.switchboard.cypher.RejectedRow.Reason;

/** One caller's write: gathers what became of each of its rows, on whichever lane. */
class WriteCall {

	private final AtomicInteger unsettled;

	private final Runnable whenSettled;

	private final Collection<RejectedRow> rejected = new ConcurrentLinkedQueue<>();

	private volatile boolean givenUp;

	private final CompletableFuture<Void> outcome = new CompletableFuture<>();

	WriteCall(int rows, Runnable whenSettled) {
		this.unsettled = new AtomicInteger(rows);
		this.whenSettled = whenSettled;
	}

	void applied() {
		settle();
	}

	void rejected(int index, Reason reason, String code) {
		this.rejected.add(new RejectedRow(index, reason, code));
		settle();
	}

	/**
	 * The caller learns of it at once: what becomes of the other rows changes nothing.
	 */
	void failed(RuntimeException why) {
		this.outcome.completeExceptionally(why);
		settle();
	}

	private void settle() {
		if (this.unsettled.decrementAndGet() == 0) {
			this.whenSettled.run();
			this.outcome.complete(null);
		}
	}

	/**
	 * Waits until every row is committed or rejected.
	 * @param deadline until when, or null
	 * @return the rejected rows
	 */
	List<RejectedRow> await(Deadline deadline) {
		try {
			Deadline.await(deadline, this.outcome);
			return List.copyOf(this.rejected);
		}
		catch (GraphBusyException ex) {
			this.givenUp = true;
			throw ex;
		}
	}

	/** Whether the caller does not wait any more. */
	boolean isGivenUp() {
		return this.givenUp;
	}

}
