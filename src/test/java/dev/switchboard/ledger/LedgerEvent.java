package dev.switchboard.ledger;

import java.time.Instant;

/**
 * A line of the ledger: one event that was sent, and whether it was answered 200.
 */
final class LedgerEvent {

	private final Kind kind;

	private final String id;

	private final Account account;

	private final String person;

	private volatile Instant firstSent;

	private volatile Instant lastAnswered;

	LedgerEvent(Kind kind, String id, Account account, String person) {
		this.kind = kind;
		this.id = id;
		this.account = account;
		this.person = person;
	}

	Kind kind() {
		return this.kind;
	}

	/** Returns the message's id; a status and the echo that it is about share one. */
	String id() {
		return this.id;
	}

	/** Returns the channel, or null when the delivery cannot be read. */
	Account account() {
		return this.account;
	}

	String person() {
		return this.person;
	}

	String key() {
		return key(this.kind, this.id);
	}

	static String key(Kind kind, String id) {
		return kind + " " + id;
	}

	void send() {
		if (this.firstSent == null) {
			this.firstSent = Instant.now();
		}
	}

	void answer() {
		this.lastAnswered = Instant.now();
	}

	boolean sent() {
		return this.firstSent != null;
	}

	boolean answered() {
		return this.lastAnswered != null;
	}

	Instant firstSent() {
		return this.firstSent;
	}

	/** When it was answered 200 the last time; the end of all times when it never was. */
	Instant lastAnswered() {
		return answered() ? this.lastAnswered : Instant.MAX.minusSeconds(1);
	}

	@Override
	public String toString() {
		return key() + ((this.account != null) ? " on " + this.account.key() : "");
	}

	/** What happens to a message. */
	enum Kind {

		/** Somebody wrote. */
		text,

		/** A message of the business has come further. */
		status,

		/** The business wrote. */
		echo,

		/** Signed, but not JSON. */
		unreadable

	}

}
