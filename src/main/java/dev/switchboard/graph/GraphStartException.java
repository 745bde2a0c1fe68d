package dev.switchboard.graph;

/**
 * The graph cannot be used and the application must not start. Carries what is wrong and
 * what to do about it as two texts for the person who starts it.
 */
class GraphStartException extends RuntimeException {

	private final String action;

	GraphStartException(String description, String action) {
		this(description, action, null);
	}

	GraphStartException(String description, String action, Throwable cause) {
		super(description, cause);
		this.action = action;
	}

	String action() {
		return this.action;
	}

}
