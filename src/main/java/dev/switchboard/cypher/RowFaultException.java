package dev.switchboard.cypher;

/**
 * The server refused the rows of a batch. Carries the server's error code only: its text
 * can hold what the rows held.
 */
class RowFaultException extends RuntimeException {

	private final String code;

	RowFaultException(String code) {
		super("the server refused the rows: " + code, null, false, false);
		this.code = code;
	}

	String code() {
		return this.code;
	}

}
