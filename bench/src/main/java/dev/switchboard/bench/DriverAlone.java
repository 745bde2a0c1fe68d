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
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

import org.neo4j.driver.Driver;
import org.neo4j.driver.Session;

/**
 * Writes deliveries as rows through the driver, with nothing in between: as fast as this
 * database takes the application's statement. As in the application, the rows of one
 * contact have one writer and a batch is sorted, so that no two transactions deadlock.
 */
class DriverAlone {

	private static final int ROWS = 200;

	private static final int WRITERS = 2;

	// The pool that is used otherwise has a single thread on two cores.
	private static final Executor THREADS = (task) -> Thread.ofPlatform().daemon().start(task);

	private static final Comparator<Map<String, Object>> ORDER = Comparator
		.comparing((row) -> (String) row.get("p_identityKey"));

	private final Driver driver;

	private final Deliveries deliveries;

	private static final String MERGE_CONTACT = "cypher/contacts/merge-contact.cypher";

	private static final String MERGE_MESSAGE = "cypher/messages/merge-message.cypher";

	private final LongAdder commits = new LongAdder();

	private final LongAdder rows = new LongAdder();

	private final AtomicInteger next = new AtomicInteger();

	private volatile boolean ended;

	DriverAlone(Driver driver, Deliveries deliveries) {
		this.driver = driver;
		this.deliveries = deliveries;
	}

	/** Writes each contact and a message of it, so that no phase measures their creation. */
	void introduceContacts() {
		write(MERGE_CONTACT, 0, this.deliveries.contacts());
		write(MERGE_MESSAGE, 0, this.deliveries.contacts());
	}

	/** The number after the last delivery that was written. */
	int next() {
		return this.next.get();
	}

	/**
	 * Writes as fast as it goes.
	 * @param name what to call it
	 * @param warmUp how long it runs before it is measured
	 * @param measured how long it is measured
	 * @return what it came to
	 */
	Result measure(String name, Duration warmUp, Duration measured) {
		int first = this.deliveries.contacts();
		CompletableFuture<Void> writing = CompletableFuture
			.runAsync(() -> write(MERGE_MESSAGE, first, Integer.MAX_VALUE), THREADS);
		Wait.reached(writing, warmUp);
		Commits before = commits();
		long start = System.nanoTime();
		Wait.reached(writing, measured);
		Commits commits = commits().since(before);
		double perSecond = commits.rows() * 1e9 / (System.nanoTime() - start);
		this.ended = true;
		writing.join();
		return new Result(name, perSecond, 0, 0, commits, "");
	}

	private Commits commits() {
		return new Commits(this.commits.sum(), this.rows.sum());
	}

	private void write(String file, int from, int to) {
		String statement = Database.statement(file);
		List<CompletableFuture<Void>> writers = IntStream.range(0, WRITERS)
			.mapToObj((writer) -> CompletableFuture.runAsync(
					() -> writeShare(statement, from, to, (number) -> this.deliveries.contact(number) % WRITERS == writer),
					THREADS))
			.toList();
		writers.forEach(CompletableFuture::join);
	}

	private void writeShare(String statement, int from, int to, IntPredicate mine) {
		int next = from;
		while (!this.ended && next < to) {
			List<Map<String, Object>> batch = new ArrayList<>(ROWS);
			for (; batch.size() < ROWS && next < to; next++) {
				if (mine.test(next)) {
					batch.add(this.deliveries.row(next));
				}
			}
			commit(statement, batch);
		}
		this.next.accumulateAndGet(next, Math::max);
	}

	private void commit(String statement, List<Map<String, Object>> batch) {
		batch.sort(ORDER);
		try (Session session = this.driver.session()) {
			int applied = session.executeWrite((tx) -> tx.run(statement, Map.of("rows", batch)).list().size());
			if (applied != batch.size()) {
				throw new IllegalStateException(("A statement applied %d of %d rows of the benchmark: "
						+ "bring Deliveries.row() in line with what the statement reads.")
					.formatted(applied, batch.size()));
			}
		}
		this.commits.increment();
		this.rows.add(batch.size());
	}

}
