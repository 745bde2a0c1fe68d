package dev.switchboard.demo;

/** What the stand-in for Meta answers when it refuses a call. */
final class FakeFault extends RuntimeException {

	private final int code;

	private FakeFault(int code, String message) {
		super(message);
		this.code = code;
	}

	/** The token is none of ours, or not for this. */
	static FakeFault token() {
		return new FakeFault(190, "Invalid OAuth access token.");
	}

	/** Something else is wrong with the call. */
	static FakeFault of(int code, String message) {
		return new FakeFault(code, message);
	}

	/** Meta's number of the fault. */
	int code() {
		return this.code;
	}

}
