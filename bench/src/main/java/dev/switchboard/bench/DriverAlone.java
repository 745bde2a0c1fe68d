package dev.switchboard.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

import org.neo4j.driver.Session;

/**
 * Writes deliveries as rows through the driver, with nothing in between: as fast as this
 * database takes a statement, the application's or the smallest. As in the application,
 * the rows of one contact have one writer and a batch is sorted, so that no two
 * transactions deadlock.
 */
class DriverAlone {

	private static final int ROWS = 200;

	private static final int WRITERS = 2;

	// The pool that is used otherwise has a single thread on two cores.
	private static final Executor THREADS = (task) -> Thread.ofPlatform().daemon().start(task);

	private final Database database;

	private final Deliveries deliveries;

	private final LongAdder commits = new LongAdder();

	private final LongAdder rows = new LongAdder();

	private final AtomicInteger next = new AtomicInteger();

	private volatile boolean ended;

	DriverAlone(Database database, Deliveries deliveries) {
		this.database = database;
		this.deliveries = deliveries;
	}

	/**
	 * Writes each contact and a message of it, so that no phase measures their creation.
	 * The first one alone: a plan that Neo4j makes in the middle of a fast growth can scan
	 * all conversations, because its statistics lag behind. A start of the application
	 * plans before there is anything.
	 */
	void introduceContacts() {
		for (int contacts : new int[] { 1, this.deliveries.contacts() }) {
			write(ours("cypher/contacts/merge-contact.cypher"), 0, contacts);
			write(mergeMessage(), 0, contacts);
		}
	}

	/** The statement that the application runs for these deliveries. */
	Write mergeMessage() {
		return ours("cypher/messages/merge-message.cypher");
	}

	private Write ours(String file) {
		return new Write(Database.statement(file), this.deliveries::row, "p_identityKey");
	}

	/** The smallest statement that does this job, with its contacts written already. */
	Write smallest() {
		Write smallest = new Write(Database.statement("bench/cypher/smallest-write.cypher"),
				this.deliveries::smallestRow, "contact");
		write(smallest, 0, this.deliveries.contacts());
		return smallest;
	}

	/** The number after the last delivery that was written. */
	int next() {
		return this.next.get();
	}

	/**
	 * Writes as fast as it goes.
	 * @param name what to call it
	 * @param write what
	 * @param warmUp how long it runs before it is measured
	 * @param measured how long it is measured
	 * @return what it came to
	 */
	Result measure(String name, Write write, Duration warmUp, Duration measured) {
		int first = Math.max(this.deliveries.contacts(), next());
		CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> write(write, first, Integer.MAX_VALUE),
				THREADS);
		Wait.reached(writing, warmUp);
		Commits before = commits();
		Cost costBefore = cost();
		long start = System.nanoTime();
		Wait.reached(writing, measured);
		Commits commits = commits().since(before);
		double perSecond = commits.rows() * 1e9 / (System.nanoTime() - start);
		Cost cost = cost().since(costBefore).over(commits.rows());
		this.ended = true;
		writing.join();
		this.ended = false;
		return new Result(name, perSecond, 0, 0, commits, cost, 0, "");
	}

	private Commits commits() {
		return new Commits(this.commits.sum(), this.rows.sum());
	}

	private Cost cost() {
		return new Cost(Duration.ZERO, this.database.processorTime(), this.database.processorTimeBehindCommits());
	}

	private void write(Write write, int from, int to) {
		List<CompletableFuture<Void>> writers = IntStream.range(0, WRITERS)
			.mapToObj((writer) -> CompletableFuture.runAsync(
					() -> writeShare(write, from, to, (number) -> this.deliveries.contact(number) % WRITERS == writer),
					THREADS))
			.toList();
		writers.forEach(CompletableFuture::join);
	}

	private void writeShare(Write write, int from, int to, IntPredicate mine) {
		int next = from;
		while (!this.ended && next < to) {
			List<Map<String, Object>> batch = new ArrayList<>(ROWS);
			for (; batch.size() < ROWS && next < to; next++) {
				if (mine.test(next)) {
					batch.add(write.row().apply(next));
				}
			}
			commit(write, batch);
		}
		this.next.accumulateAndGet(next, Math::max);
	}

	private void commit(Write write, List<Map<String, Object>> batch) {
		batch.sort(Comparator.comparing((row) -> (String) row.get(write.orderBy())));
		try (Session session = this.database.driver().session()) {
			int applied = session.executeWrite((tx) -> tx.run(write.statement(), Map.of("rows", batch)).list().size());
			if (applied != batch.size()) {
				throw new IllegalStateException(("A statement applied %d of %d rows of the benchmark: "
						+ "bring Deliveries.row() in line with what the statement reads.")
					.formatted(applied, batch.size()));
			}
		}
		this.commits.increment();
		this.rows.add(batch.size());
	}

	/**
	 * What is written.
	 *
	 * @param statement reads its rows from {@code $rows}
	 * @param row the row of the delivery with a certain number
	 * @param orderBy the field that a batch is sorted by
	 */
	record Write(String statement, IntFunction<Map<String, Object>> row, String orderBy) {
	}

}
