package dev.switchboard.cypher;

/**
 * The graph has more to do than it manages: a statement's queue stayed full, or the
 * answer did not come before the caller's {@link Deadline}. The same call can succeed
 * later.
 */
public class GraphBusyException extends RuntimeException {

	/**
	 * Says what took too long.
	 * @param why one line without anything from outside
	 */
	public GraphBusyException(String why) {
		super(why);
	}

}
