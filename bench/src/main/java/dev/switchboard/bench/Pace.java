package dev.switchboard.bench;

import java.time.Duration;

/** When the next request is to be sent. */
interface Pace {

	/**
	 * Tells when a request is due.
	 * @param position its position among those of this load, from 0
	 * @param now this moment, as all times here in {@link System#nanoTime()}
	 * @return the moment from which its latency counts, however late it is really sent
	 */
	long due(int position, long now);

	/** A closed loop: each connection sends as soon as it is answered. */
	static Pace asAnswered() {
		return (position, now) -> now;
	}

	/** An open loop: requests are due at equal intervals, answered or not. */
	static Pace fixedRate(double perSecond) {
		long start = System.nanoTime();
		double interval = 1e9 / perSecond;
		return (position, now) -> start + (long) (position * interval);
	}

	/**
	 * As {@link #fixedRate}, but the rate first rises evenly from nothing, as traffic does
	 * and a cold server would have it.
	 */
	static Pace rising(double perSecond, Duration time) {
		Pace then = fixedRate(perSecond);
		double nanos = time.toNanos();
		double sentMeanwhile = perSecond * nanos / 2e9;
		long start = then.due(0, 0);
		return (position, now) -> (position < sentMeanwhile)
				? start + (long) (nanos * Math.sqrt(position / sentMeanwhile))
				: then.due(position, now) + (long) (nanos / 2);
	}

}
