package dev.switchboard.ledger;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Looks at the copies twice a second: whether they live, and what their spools hold. */
final class Watch implements AutoCloseable {

	private static final String DEPTH = "switchboard_spool_depth";

	private static final String SPOOLED = "switchboard_deliveries_total{outcome=\"spooled\"";

	private static final Duration INTERVAL = Duration.ofMillis(500);

	private final List<Copy> copies;

	private final Map<Copy, Double> spooled = new ConcurrentHashMap<>();

	private final ScheduledExecutorService clock = Executors
		.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("watch").factory());

	private final Set<Copy> alive = ConcurrentHashMap.newKeySet();

	private volatile double spooledBefore;

	private volatile double deepest;

	Watch(List<Copy> copies) {
		this.copies = copies;
		this.clock.scheduleWithFixedDelay(() -> this.copies.forEach(this::look), 0, INTERVAL.toMillis(),
				TimeUnit.MILLISECONDS);
	}

	private void look(Copy copy) {
		if (copy.management().isAlive()) {
			this.alive.add(copy);
		}
		else {
			this.alive.remove(copy);
		}
		copy.management().meters().ifPresent((meters) -> {
			this.deepest = Math.max(this.deepest, meters.sum(DEPTH));
			double now = meters.sum(SPOOLED);
			Double before = this.spooled.put(copy, now);
			if (before != null && before > now) {
				// It was started again, and counts from nought.
				this.spooledBefore += before;
			}
		});
	}

	/** Returns the copies that answered at the last look, in no order. */
	List<Copy> alive() {
		return List.copyOf(this.alive);
	}

	/** Returns the most deliveries that one spool was seen to hold. */
	long deepest() {
		return (long) this.deepest;
	}

	/** Returns how many deliveries were spooled; those before a kill may be missing. */
	long spooled() {
		return (long) (this.spooledBefore + this.spooled.values().stream().mapToDouble(Double::doubleValue).sum());
	}

	/** Returns how many deliveries wait in the spools of those copies that answer. */
	long waiting() {
		return this.copies.stream()
			.flatMap((copy) -> copy.management().meters().stream())
			.mapToLong((meters) -> (long) meters.sum(DEPTH))
			.sum();
	}

	/** Whether every copy that should be up is ready and has emptied its spool. */
	boolean allIsWell() {
		return this.copies.stream().filter(Copy::isUp).allMatch(Watch::isWell);
	}

	private static boolean isWell(Copy copy) {
		return copy.isReady() && copy.management().meters().map((meters) -> meters.sum(DEPTH) == 0).orElse(false);
	}

	/**
	 * Waits until all is well.
	 * @param patience how long
	 * @return whether it is
	 */
	boolean awaitWell(Duration patience) {
		try {
			Awaitility.await().atMost(patience).pollInterval(Duration.ofMillis(200)).until(this::allIsWell);
			return true;
		}
		catch (ConditionTimeoutException ex) {
			return false;
		}
	}

	@Override
	public void close() {
		this.clock.shutdownNow();
	}

}
