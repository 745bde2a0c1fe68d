package dev.switchboard.cypher;

import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Component;

/**
 * Runs statements of the {@code cypher} folder for callers that are no routes, through
 * the same endpoints, so with the same limits, metrics and errors.
 */
@Component
public class CypherTemplate {

	private final Endpoints endpoints;

	CypherTemplate(Endpoints endpoints) {
		this.endpoints = endpoints;
	}

	/**
	 * Reads.
	 * @param statement name of the statement: its path in the folder, without .cypher
	 * @param parameters what it asks for as {@code $name}
	 * @return its records
	 * @throws GraphUnavailableException when the database is away
	 */
	@SuppressWarnings("unchecked")
	public List<GraphRecord> read(String statement, Map<String, Object> parameters) {
		return this.endpoints.request("cypher:%s?mode=read".formatted(statement), parameters, List.class);
	}

	/**
	 * Writes rows, and returns when they are committed.
	 * @param statement name of the statement: its path in the folder, without .cypher
	 * @param orderBy row field that tells which rows want the same locks
	 * @param rows what it unwinds
	 * @throws RowsRejectedException when some of the rows were not applied
	 * @throws GraphUnavailableException when the database is away
	 * @throws GraphBusyException when the queue stays full
	 */
	public void write(String statement, String orderBy, List<Map<String, Object>> rows) {
		this.endpoints.request("cypher:%s?orderBy=%s".formatted(statement, orderBy), rows, Object.class);
	}

	/**
	 * Writes one row, if what it is about is there, in a transaction of its own: what it
	 * changes decides whether another one finds anything.
	 * @param statement name of the statement: its path in the folder, without .cypher
	 * @param orderBy row field that tells which rows want the same locks
	 * @param row what it unwinds
	 * @return false when a {@code MATCH} of the statement found nothing for it
	 */
	public boolean change(String statement, String orderBy, Map<String, Object> row) {
		try {
			this.endpoints.request("cypher:%s?orderBy=%s&maxRows=1".formatted(statement, orderBy), List.of(row),
					Object.class);
			return true;
		}
		catch (RowsRejectedException ex) {
			if (ex.rejected().getFirst().reason() == RejectedRow.Reason.MISSED) {
				return false;
			}
			throw ex;
		}
	}

}
