package dev.switchboard.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
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

	static final int ROWS = 200;

	private static final int WRITERS = 2;

	private static final Comparator<Map<String, Object>> ORDER = Comparator
		.comparing((row) -> (String) row.get("p_identityKey"));

	private final Driver driver;

	private final Deliveries deliveries;

	private final String statement = Database.statement("cypher/merge-message.cypher");

	private final LongAdder rows = new LongAdder();

	private volatile boolean ended;

	DriverAlone(Driver driver, Deliveries deliveries) {
		this.driver = driver;
		this.deliveries = deliveries;
	}

	/**
	 * Writes one message of each contact, so that a phase does not measure their
	 * creation.
	 */
	void introduceContacts(int first) {
		write(first, first + this.deliveries.contacts());
	}

	/**
	 * Writes as fast as it goes.
	 * @param first number of the first delivery
	 * @return rows a second
	 */
	double measure(int first, Duration warmUp, Duration measured) {
		CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> write(first, Integer.MAX_VALUE));
		Wait.reached(writing, warmUp);
		long rowsBefore = this.rows.sum();
		long before = System.nanoTime();
		Wait.reached(writing, measured);
		double perSecond = (this.rows.sum() - rowsBefore) * 1e9 / (System.nanoTime() - before);
		this.ended = true;
		writing.join();
		return perSecond;
	}

	private void write(int from, int to) {
		List<CompletableFuture<Void>> writers = IntStream.range(0, WRITERS).mapToObj((writer) -> {
			CompletableFuture<Void> done = new CompletableFuture<>();
			Thread.ofPlatform().daemon().start(() -> done.completeAsync(() -> {
				writeShare(from, to, (number) -> this.deliveries.contact(number) % WRITERS == writer);
				return null;
			}, Runnable::run));
			return done;
		}).toList();
		writers.forEach(CompletableFuture::join);
	}

	private void writeShare(int from, int to, IntPredicate mine) {
		AtomicInteger next = new AtomicInteger(from);
		while (!this.ended && next.get() < to) {
			List<Map<String, Object>> batch = new ArrayList<>(ROWS);
			for (; batch.size() < ROWS && next.get() < to; next.incrementAndGet()) {
				if (mine.test(next.get())) {
					batch.add(this.deliveries.row(next.get()));
				}
			}
			commit(batch);
		}
	}

	private void commit(List<Map<String, Object>> batch) {
		batch.sort(ORDER);
		try (Session session = this.driver.session()) {
			int applied = session.executeWrite((tx) -> tx.run(this.statement, Map.of("rows", batch)).list().size());
			if (applied != batch.size()) {
				throw new IllegalStateException("cypher/merge-message.cypher applied %d of %d rows of the benchmark: "
						+ "bring Deliveries.row() in line with what the statement reads.".formatted(applied,
								batch.size()));
			}
		}
		this.rows.add(batch.size());
	}

}
