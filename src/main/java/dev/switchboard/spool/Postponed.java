package dev.switchboard.spool;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A delivery that does not go through while others do: it is tried again behind them,
 * more and more seldom.
 *
 * @param attempts how often it has failed on its own
 * @param othersBefore how many others had gone through by its last attempt
 * @param notBefore when to try it again
 */
record Postponed(int attempts, long othersBefore, Instant notBefore) {

	private static final Duration SHORTEST = Duration.ofSeconds(1);

	private static final Duration LONGEST = Duration.ofMinutes(5);

	/**
	 * Begins to count, or goes on.
	 * @param before what was known of it, or empty
	 * @param others how many others have gone through
	 * @param now the time
	 */
	static Postponed after(Optional<Postponed> before, long others, Instant now) {
		// None has gone through since: that is no failure of its own.
		boolean alone = before.filter((known) -> known.othersBefore() == others).isEmpty();
		int attempts = before.map(Postponed::attempts).orElse(0) + (alone ? 1 : 0);
		return new Postponed(attempts, others, now.plus(pause(attempts)));
	}

	private static Duration pause(int attempts) {
		Duration pause = SHORTEST.multipliedBy(1L << Math.clamp(attempts - 1, 0, 9));
		return (pause.compareTo(LONGEST) < 0) ? pause : LONGEST;
	}

}
