package dev.switchboard.cypher;

/** What an endpoint does with its statement. */
enum Mode {

	/** Runs it for the rows of the body, together with other callers' rows. */
	write,

	/** Runs it once, with the body's map as parameters, and answers the records. */
	read

}
