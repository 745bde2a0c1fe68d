package dev.switchboard.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * Injects faults of one sort one after the other, in rounds in which each kind comes
 * once, in random order. Another lane does the same at the same time, so that faults
 * meet.
 */
final class Injector {

	private static final Duration MOST_BETWEEN = Duration.ofSeconds(2);

	private final Scene scene;

	private final Random random;

	private final Journal journal;

	private final Runnable before;

	/**
	 * Prepares a lane.
	 * @param scene what is broken
	 * @param random decides what comes when
	 * @param journal where it is written down
	 * @param before what to wait for before each fault of a round
	 */
	Injector(Scene scene, Random random, Journal journal, Runnable before) {
		this.scene = scene;
		this.random = random;
		this.journal = journal;
		this.before = before;
	}

	/**
	 * Injects these, in this order.
	 * @param faults what to break
	 */
	void inject(List<Fault> faults) {
		faults.forEach((fault) -> {
			this.before.run();
			inject(fault);
		});
	}

	/**
	 * Injects one fault at least.
	 * @param round makes a round
	 * @param end when no more comes
	 */
	void inject(Function<Random, List<Fault>> round, Instant end) {
		do {
			List<Fault> shuffled = new ArrayList<>(round.apply(this.random));
			Collections.shuffle(shuffled, this.random);
			Iterator<Fault> faults = shuffled.iterator();
			do {
				this.before.run();
				inject(faults.next());
				this.scene.pass(this.random, Duration.ZERO, MOST_BETWEEN);
			}
			while (faults.hasNext() && Instant.now().isBefore(end));
		}
		while (Instant.now().isBefore(end));
	}

	/**
	 * Injects one, waits until all is well, and writes both down. Not for long: what else
	 * breaks meanwhile may keep it from being well, and the end tells whether it ever is.
	 */
	void inject(Fault fault) {
		Instant start = Instant.now();
		try {
			String detail = fault.inject().apply(this.scene, this.random);
			Instant mended = Instant.now();
			if (detail == null) {
				this.journal.missed(fault, start);
			}
			else {
				boolean well = this.scene.watch().awaitWell(this.scene.longest().multipliedBy(2));
				this.journal.mended(fault, detail, start, mended, well);
			}
		}
		catch (RuntimeException ex) {
			this.journal.failed(fault, start, ex.toString());
		}
	}

}
