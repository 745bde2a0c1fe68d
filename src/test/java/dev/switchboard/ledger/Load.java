package dev.switchboard.ledger;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Posts like the platforms do, by a load balancer that gives every copy that lives its
 * turn: what is not answered 200 comes again, later and later, and some of what was
 * answered does too.
 */
final class Load implements AutoCloseable {

	private static final int AT_ONCE = 200;

	/** A backlog beyond this would only show how slow the machine is. */
	private static final int MOST_OPEN = 1000;

	private static final int REPEATED_PERCENT = 3;

	private static final Duration LATER = Duration.ofSeconds(3);

	private static final long LONGEST_PAUSE_MILLIS = 15_000;

	private final List<Copy> copies;

	private final Watch watch;

	private final Deliveries deliveries;

	private final Semaphore room = new Semaphore(AT_ONCE);

	private final AtomicInteger turn = new AtomicInteger();

	private final AtomicInteger open = new AtomicInteger();

	private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

	private final ScheduledExecutorService clock = Executors
		.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("load").factory());

	private final Client client;

	private volatile boolean ending;

	Load(List<Copy> copies, Watch watch, Deliveries deliveries, Ledger ledger) {
		this.copies = copies;
		this.watch = watch;
		this.deliveries = deliveries;
		this.client = new Client(ledger);
	}

	/** Sends new deliveries at a fixed rate, until {@link #end}. */
	void start(int perSecond) {
		this.clock.scheduleAtFixedRate(this::next, 0, TimeUnit.SECONDS.toNanos(1) / perSecond, TimeUnit.NANOSECONDS);
	}

	/** Sends nothing new from now on. */
	void end() {
		this.ending = true;
	}

	/** Returns how many deliveries have not been answered 200 yet. */
	int open() {
		return this.open.get();
	}

	private void next() {
		if (this.ending || this.open.get() > MOST_OPEN) {
			return;
		}
		List<Delivery> together = this.deliveries.next();
		this.open.addAndGet(together.size());
		send(together.getFirst(), 1);
		together.stream().skip(1).forEach((delivery) -> later(delivery, 1, random(LATER.toMillis())));
	}

	private void later(Delivery delivery, int attempt, long millis) {
		this.clock.schedule(() -> send(delivery, attempt), millis, TimeUnit.MILLISECONDS);
	}

	private void send(Delivery delivery, int attempt) {
		if (!this.room.tryAcquire()) {
			later(delivery, attempt, random(LATER.toMillis()));
			return;
		}
		this.threads.execute(() -> {
			boolean accepted;
			try {
				accepted = post(delivery);
			}
			finally {
				this.room.release();
			}
			if (!accepted) {
				later(delivery, attempt + 1, random(Math.min(LONGEST_PAUSE_MILLIS, 500L << Math.min(attempt, 6))));
				return;
			}
			this.open.decrementAndGet();
			if (!this.ending && random(100) < REPEATED_PERCENT) {
				this.open.incrementAndGet();
				later(delivery, 1, random(LATER.toMillis()));
			}
		});
	}

	private boolean post(Delivery delivery) {
		List<Copy> alive = this.watch.alive();
		List<Copy> choice = alive.isEmpty() ? this.copies : alive;
		return this.client.post(choice.get(Math.floorMod(this.turn.getAndIncrement(), choice.size())), delivery);
	}

	private static long random(long bound) {
		return ThreadLocalRandom.current().nextLong(bound);
	}

	@Override
	public void close() {
		end();
		this.clock.shutdownNow();
		this.threads.shutdownNow();
		this.client.close();
	}

}
