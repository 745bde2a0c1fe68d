package dev.switchboard.cypher;

import java.util.List;

/**
 * Some rows of a write did not reach the graph; all others of the same call did. A route
 * that does not expect this fails the exchange, so that a row is never lost unseen.
 */
public class RowsRejectedException extends RuntimeException {

	private final transient List<RejectedRow> rejected;

	/**
	 * Tells of rows that were not applied.
	 * @param statement name of the statement
	 * @param rows how many the call had
	 * @param rejected those that are not in the graph, at least one
	 */
	public RowsRejectedException(String statement, int rows, List<RejectedRow> rejected) {
		super("cypher:%s: %d of %d rows not applied, the first as %s%s".formatted(statement, rejected.size(), rows,
				rejected.getFirst().reason(),
				(rejected.getFirst().code() != null) ? " (" + rejected.getFirst().code() + ")" : ""));
		this.rejected = List.copyOf(rejected);
	}

	/**
	 * The rows that are not in the graph.
	 * @return at least one, in no special order
	 */
	public List<RejectedRow> rejected() {
		return this.rejected;
	}

}
