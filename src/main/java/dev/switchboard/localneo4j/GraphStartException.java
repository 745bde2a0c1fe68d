package dev.switchboard.localneo4j;

/**
 * The graph cannot be used and the application must not start. Carries what is wrong and
 * what to do about it as two texts for the person who starts it.
 */
public class GraphStartException extends RuntimeException {

	private final String action;

	/**
	 * Tells why the graph cannot be used.
	 * @param description what is wrong
	 * @param action what a person can do
	 */
	public GraphStartException(String description, String action) {
		this(description, action, null);
	}

	/**
	 * Tells why the graph cannot be used.
	 * @param description what is wrong
	 * @param action what a person can do
	 * @param cause what was thrown
	 */
	public GraphStartException(String description, String action, Throwable cause) {
		super(description, cause);
		this.action = action;
	}

	/**
	 * What a person can do.
	 * @return a sentence or more
	 */
	public String action() {
		return this.action;
	}

}
