package dev.switchboard.cypher;

/**
 * A row of a write that did not reach the graph.
 *
 * @param index position in the list that the caller gave, from 0
 * @param reason why, in one word
 * @param code the server's error code, or null when it reported none
 */
public record RejectedRow(int index, Reason reason, String code) {

	/** Why a row did not reach the graph. */
	public enum Reason {

		/** A {@code MATCH} of the statement found nothing for it. */
		MISSED,

		/** The server refuses it, whichever rows stand beside it. */
		POISON

	}

}
