package dev.switchboard.connect;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Map;

import dev.switchboard.channel.ChannelType;
import dev.switchboard.channel.TokenCipher;

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
	static StoredAccess of(Map<String, Object> found) {
		return new StoredAccess((String) found.get("key"), (String) found.get("appId"), (String) found.get("token"),
				instant(found.get("grantedAt")), instant(found.get("expiresAt")),
				new Subscription((String) found.get("subscription"), ChannelType.valueOf((String) found.get("type")),
						Boolean.TRUE.equals(found.get("instagramLogin"))));
	}

	String token(TokenCipher cipher) {
		return cipher.decrypt(this.key, this.encrypted);
	}

	private static Instant instant(Object time) {
		return (time instanceof ZonedDateTime dateTime) ? dateTime.toInstant() : null;
	}

}
