package dev.switchboard.cypher;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * One writer with its queue. Takes what is queued, up to a limit, and writes it as one
 * batch; while that batch commits, the next one gathers. There is no timer: a lone row is
 * written at once.
 */
class Lane {

	private static final Comparator<Row> ORDER = Comparator.comparing(Row::orderKey).thenComparing(Row::ordinal);

	private static final Row STOP = new Row(null, 0, 0, "", null);

	private final BlockingQueue<Row> queue = new LinkedBlockingQueue<>();

	private final BatchWriter writer;

	private final int maxRows;

	private final Thread thread;

	private volatile boolean ended;

	Lane(String name, int maxRows, BatchWriter writer) {
		this.maxRows = maxRows;
		this.writer = writer;
		this.thread = Thread.ofPlatform().name(name).daemon().start(this::run);
	}

	void add(Row row) {
		this.queue.add(row);
		if (this.ended) {
			failQueued();
		}
	}

	int depth() {
		return this.queue.size();
	}

	/** Writes what is queued and ends. */
	void close(Duration timeout) throws InterruptedException {
		this.queue.add(STOP);
		if (!this.thread.join(timeout)) {
			this.thread.interrupt();
		}
	}

	private void run() {
		try {
			List<Row> batch = new ArrayList<>(this.maxRows);
			while (!this.ended) {
				gather(batch);
				batch.removeIf(Lane::isGivenUp);
				batch.sort(ORDER);
				if (!batch.isEmpty() && !this.writer.write(batch)) {
					failQueued();
				}
				batch.clear();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.ended = true;
			failQueued();
		}
	}

	private void gather(List<Row> batch) throws InterruptedException {
		batch.add(this.queue.take());
		this.queue.drainTo(batch, this.maxRows - 1);
		this.ended = batch.remove(STOP);
	}

	// A caller that gave up has kept the row elsewhere, and writes it again.
	private static boolean isGivenUp(Row row) {
		boolean givenUp = row.call().isGivenUp();
		if (givenUp) {
			row.call().failed(new GraphBusyException("the caller gave up before it was written"));
		}
		return givenUp;
	}

	// When one batch could not reach the graph, the next would wait as long for the same
	// answer: all queued callers get it now.
	private void failQueued() {
		List<Row> rows = new ArrayList<>();
		this.queue.drainTo(rows);
		boolean stop = rows.remove(STOP);
		rows.forEach(
				(row) -> row.call().failed(new GraphUnavailableException("the batch before could not be written")));
		if (stop && !this.ended) {
			this.queue.add(STOP);
		}
	}

}
