package dev.switchboard.meta;

import java.time.Duration;

/**
 * Meta has not done what a call asked for. The message is a sentence for the user, and
 * holds nothing secret.
 */
public class GraphApiException extends RuntimeException {

	private final Kind kind;

	private final int code;

	private final transient Duration retryAfter;

	GraphApiException(Kind kind, int code, String message, Duration retryAfter) {
		super(message);
		this.kind = kind;
		this.code = code;
		this.retryAfter = retryAfter;
	}

	/** What can be done about it. */
	public Kind kind() {
		return this.kind;
	}

	/** Meta's error code; 0 without one. */
	public int code() {
		return this.code;
	}

	/** When to try again; null when Meta did not say. */
	public Duration retryAfter() {
		return this.retryAfter;
	}

	/** What can be done about a failure. */
	public enum Kind {

		/** The token does not work (any more): somebody has to log in again. */
		TOKEN,

		/** The user has not given a permission, or not the right to this account. */
		PERMISSION,

		/** Something about the request: a wrong PIN, an id that is not there. */
		REQUEST,

		/** Too many calls: later. */
		THROTTLED,

		/** Meta is away, slow, or answers what nobody understands: again, then later. */
		UNAVAILABLE

	}

}
