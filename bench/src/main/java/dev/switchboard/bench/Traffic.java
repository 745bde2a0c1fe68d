package dev.switchboard.bench;

import java.util.stream.IntStream;

/**
 * What the delivery with a certain number says. The same number always says the same, and
 * no two numbers bring the same.
 */
interface Traffic {

	/** The body that the platform posts. */
	byte[] body(int number);

	/**
	 * The other way round.
	 * @param message what is in the graph
	 * @return numbers of the deliveries that it shows; none when no delivery can have
	 * made it so
	 */
	IntStream shownBy(StoredMessage message);

}
