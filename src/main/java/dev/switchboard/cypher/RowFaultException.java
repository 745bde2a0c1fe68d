package dev.switchboard.cypher;

/**
 * The server refused the rows of a batch, and may take fewer of them. Carries the
 * server's error code only: its text can hold what the rows held.
 */
class RowFaultException extends RuntimeException {

	private final String code;

	private final boolean lasting;

	/**
	 * A refusal.
	 * @param code the server's error code
	 * @param lasting whether it would refuse a single row of them later too
	 */
	RowFaultException(String code, boolean lasting) {
		super("the server refused the rows: " + code, null, false, false);
		this.code = code;
		this.lasting = lasting;
	}

	boolean isLasting() {
		return this.lasting;
	}

	String code() {
		return this.code;
	}

}
