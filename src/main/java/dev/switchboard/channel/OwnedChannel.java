package dev.switchboard.channel;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A channel and all who have owned it.
 *
 * @param key key of the channel
 * @param hasErased whether people or messages of it were erased
 * @param owners who owned it when
 */
record OwnedChannel(String key, boolean hasErased, Ownerships owners) {

	/** The channel as an event sees it that was received at a time. */
	Optional<Map<String, Object>> at(Instant receivedAt) {
		return this.owners.at(receivedAt).map((ownership) -> {
			Map<String, Object> channel = new HashMap<>();
			channel.put("key", this.key);
			channel.put("userId", ownership.userId());
			channel.put("since", ownership.since());
			channel.put("appId", ownership.appId());
			channel.put("businessAccountId", ownership.businessAccountId());
			channel.put("hasErased", this.hasErased);
			return channel;
		});
	}

}
