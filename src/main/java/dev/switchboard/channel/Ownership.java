package dev.switchboard.channel;

import java.util.Objects;

import dev.switchboard.cypher.GraphRecord;

/**
 * One time that a user owned a channel for.
 *
 * @param userId the owner; null when the account is closed or erased, so that what came
 * in for it goes nowhere
 * @param since when the channel was connected, in milliseconds since 1970; 0 when that is
 * not known
 * @param until when it was disconnected, {@link #NOW} while it is connected
 * @param appId id of the Meta app that it was connected with; null when that is not known
 * @param businessAccountId the business account that it was in; null when that is not
 * known
 */
record Ownership(String userId, long since, long until, String appId, String businessAccountId) {

	/** Later than any time. */
	static final long NOW = Long.MAX_VALUE;

	/** Reads a record of {@code find-owners}. */
	static Ownership of(GraphRecord found) {
		return new Ownership(found.flag("closed") ? null : found.text("userId"), found.number("since"),
				Objects.requireNonNullElse(found.number("until"), NOW), found.text("appId"),
				found.text("businessAccountId"));
	}

}
