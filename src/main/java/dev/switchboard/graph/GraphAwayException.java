package dev.switchboard.graph;

/** The database does not answer now; it may do so later. */
class GraphAwayException extends GraphStartException {

	GraphAwayException(String description, String action, Throwable cause) {
		super(description, action, cause);
	}

}
