package dev.switchboard.channel;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

import dev.switchboard.cypher.CypherTemplate;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** Connects and disconnects channels. */
@Service
public class Channels {

	private static final String KEY = "key";

	private final CypherTemplate cypher;

	private final ChannelLookup lookup;

	private final TokenCipher cipher;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	Channels(CypherTemplate cypher, ChannelLookup lookup, TokenCipher cipher, ApplicationEventPublisher events,
			Clock clock) {
		this.cypher = cypher;
		this.lookup = lookup;
		this.cipher = cipher;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Makes a user the owner of a channel; when the user owns it already, notes what the
	 * platform tells of it now. What was parked for it is replayed soon afterwards.
	 * @param userId id of an existing user
	 * @param account what the platform tells of it
	 * @throws ChannelTakenException when another user owns the channel
	 */
	public void connect(String userId, ChannelAccount account) {
		connect(userId, account, null);
	}

	/**
	 * The same, with what gives access to the channel at Meta; it is stored encrypted.
	 * @param userId id of an existing user
	 * @param account what the platform tells of it
	 * @param access null when there is none
	 * @throws ChannelTakenException when another user owns the channel
	 */
	public void connect(String userId, ChannelAccount account, ChannelAccess access) {
		Map<String, Object> row = new HashMap<>();
		if (access != null) {
			row.put("appId", access.appId());
			row.put("token", this.cipher.encrypt(account.key(), access.token()));
			row.put("expiresAt", (access.expiresAt() != null) ? access.expiresAt().toEpochMilli() : null);
			row.put("grantedBy", access.grantedBy());
			row.put("subscription", access.subscription());
			row.put("instagramLogin", access.instagramLogin());
		}
		row.put("userId", userId);
		row.put(KEY, account.key());
		row.put("type", account.type().name());
		row.put("externalId", account.externalId());
		row.put("name", account.name());
		row.put("businessAccountId", account.businessAccountId());
		row.put("displayPhoneNumber", account.displayPhoneNumber());
		row.put("at", this.clock.millis());
		if (!this.cypher.change("channels/connect-channel", KEY, row)) {
			throw new ChannelTakenException(account.key());
		}
		this.lookup.forget(account.key());
		this.events.publishEvent(new ChannelConnected(account.key()));
	}

	/**
	 * Looks, before anything is changed at Meta, whether somebody else owns a channel.
	 * @param userId id of the user who wants it
	 * @param key key of the channel
	 * @throws ChannelTakenException when another user owns the channel
	 */
	public void refuseIfTaken(String userId, String key) {
		if (this.cypher.read("channels/find-owner", Map.of(KEY, key))
			.stream()
			.anyMatch((owner) -> !owner.get("userId").equals(userId))) {
			throw new ChannelTakenException(key);
		}
	}

	/**
	 * Takes a channel from its owner. What came in on it stays the owner's; what comes
	 * from now on is parked until somebody connects it again.
	 * @param userId id of the user who owns it
	 * @param key key of the channel
	 * @return false when the user does not own it
	 */
	public boolean disconnect(String userId, String key) {
		boolean disconnected = this.cypher.change("channels/disconnect-channel", KEY,
				Map.of("userId", userId, KEY, key, "at", this.clock.millis()));
		this.lookup.forget(key);
		return disconnected;
	}

}
