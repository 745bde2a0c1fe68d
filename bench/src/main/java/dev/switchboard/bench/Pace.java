package dev.switchboard.bench;

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

}
