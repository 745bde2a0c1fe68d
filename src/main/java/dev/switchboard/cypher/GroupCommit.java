package dev.switchboard.cypher;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Lets the rows of concurrent callers share transactions. The rows of one ordering key
 * always go to the same lane, and a lane sorts each batch by it: no two transactions want
 * the same locks in a different order. Rows that may be what a batch took too long for go
 * to lanes of their own, one at a time, so that the others need not wait for them.
 */
class GroupCommit {

	/**
	 * Bounds of one statement's writes.
	 *
	 * @param lanes writers
	 * @param maxRows most rows in one transaction
	 * @param queueSize rows that may wait or be in flight
	 * @param offerTimeout how long a caller waits for room
	 * @param closeTimeout how long closing waits for each lane
	 */
	record Limits(int lanes, int maxRows, int queueSize, Duration offerTimeout, Duration closeTimeout) {
	}

	private static final int SLOW_LANES = 4;

	private final String statement;

	private final Limits limits;

	private final List<Lane> lanes;

	private final BatchWriter writer;

	/** Mostly there are none. */
	private volatile List<Lane> slowLanes = List.of();

	private final Semaphore room;

	private final AtomicLong ordinals = new AtomicLong();

	GroupCommit(String statement, Limits limits, BatchWriter writer, CommitMetrics metrics) {
		this.statement = statement;
		this.limits = limits;
		this.room = new Semaphore(limits.queueSize(), true);
		this.lanes = IntStream.rangeClosed(1, limits.lanes())
			.mapToObj((number) -> new Lane("cypher-" + statement + "-" + number, limits.maxRows(), writer))
			.toList();
		this.writer = writer;
		metrics.queueDepth(this, GroupCommit::depth);
	}

	/**
	 * Writes rows and waits for their commits.
	 * @param rows what the statement sees as {@code $rows}, each field with the prefix
	 * {@code p_}
	 * @param orderBy field that orders the rows, or null when they share no locks
	 * @param deadline until when to wait, or null
	 * @return the rows that are not in the graph; empty when all are
	 * @throws GraphBusyException when the queue stays full, and no row was written, or
	 * when the commits did not come in time; they still may
	 * @throws GraphUnavailableException when rows could not be written now; some may have
	 * been
	 */
	List<RejectedRow> write(List<? extends Map<String, ?>> rows, String orderBy, Deadline deadline)
			throws InterruptedException {
		if (rows.isEmpty()) {
			return List.of();
		}
		// A call that is larger than the whole queue may take all of it, or it would
		// never get in.
		int places = Math.min(rows.size(), this.limits.queueSize());
		WriteCall call = new WriteCall(rows.size(), () -> this.room.release(places));
		List<Row> prepared = prepare(call, this.ordinals.getAndAdd(rows.size()), rows, orderBy);
		long patience = this.limits.offerTimeout().toNanos();
		if (deadline != null) {
			patience = Math.min(patience, deadline.nanosLeft());
		}
		if (!this.room.tryAcquire(places, patience, TimeUnit.NANOSECONDS)) {
			throw new GraphBusyException("cypher:%s: the queue of %d rows stayed full for %d ms"
				.formatted(this.statement, this.limits.queueSize(), TimeUnit.NANOSECONDS.toMillis(patience)));
		}
		prepared.forEach((row) -> lane(row.orderKey()).add(row));
		return call.await(deadline);
	}

	private List<Row> prepare(WriteCall call, long firstOrdinal, List<? extends Map<String, ?>> rows, String orderBy) {
		return IntStream.range(0, rows.size()).mapToObj((index) -> {
			Map<String, ?> fields = rows.get(index);
			String orderKey = (orderBy != null) ? String.valueOf(fields.get(orderBy)) : "";
			return this.writer.row(call, index, firstOrdinal + index, orderKey, fields);
		}).toList();
	}

	private Lane lane(String orderKey) {
		List<Lane> among = this.writer.isSlow(orderKey) ? slowLanes() : this.lanes;
		int hash = orderKey.hashCode();
		return among.get(Math.floorMod(hash ^ (hash >>> 16), among.size()));
	}

	private synchronized List<Lane> slowLanes() {
		if (this.slowLanes.isEmpty()) {
			this.slowLanes = IntStream.rangeClosed(1, SLOW_LANES)
				.mapToObj((number) -> new Lane("cypher-" + this.statement + "-slow-" + number, 1, this.writer))
				.toList();
		}
		return this.slowLanes;
	}

	private int depth() {
		return Stream.concat(this.lanes.stream(), this.slowLanes.stream()).mapToInt(Lane::depth).sum();
	}

	void close() throws InterruptedException {
		for (Lane lane : this.lanes) {
			lane.close(this.limits.closeTimeout());
		}
		for (Lane lane : this.slowLanes) {
			lane.close(this.limits.closeTimeout());
		}
	}

}
