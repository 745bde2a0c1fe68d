package dev.switchboard.connect;

import java.time.Instant;

import dev.switchboard.channel.ChannelType;
import dev.switchboard.channel.TokenCipher;
import dev.switchboard.cypher.GraphRecord;

/**
 * An access token as the graph has it.
 *
 * @param key key of the channel that it is for
 * @param appId our app that it is for
 * @param encrypted the token
 * @param grantedAt when it was given, or refreshed
 * @param expiresAt when it stops to work; null when it does not
 * @param subscription what it keeps up
 */
record StoredAccess(String key, String appId, String encrypted, Instant grantedAt, Instant expiresAt,
		Subscription subscription) {

	/** Reads a record of {@code show-access} or {@code find-unchecked}. */
	static StoredAccess of(GraphRecord found) {
		return new StoredAccess(found.text("key"), found.text("appId"), found.text("token"), found.time("grantedAt"),
				found.time("expiresAt"), new Subscription(found.text("subscription"),
						ChannelType.valueOf(found.text("type")), found.flag("instagramLogin")));
	}

	String token(TokenCipher cipher) {
		return cipher.decrypt(this.key, this.encrypted);
	}

}
