package dev.switchboard.schema;

import dev.switchboard.localneo4j.GraphStartException;

/** The database does not answer now; it may do so later. */
class GraphAwayException extends GraphStartException {

	GraphAwayException(String description, String action, Throwable cause) {
		super(description, action, cause);
	}

}
