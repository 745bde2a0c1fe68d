package dev.switchboard.channel;

import java.time.Instant;
import java.util.Optional;

import dev.switchboard.event.ChannelOwner;

/**
 * A channel and all who have owned it.
 *
 * @param key key of the channel
 * @param hasErased whether people or messages of it were erased
 * @param owners who owned it when
 */
record OwnedChannel(String key, boolean hasErased, Ownerships owners) {

	/** The channel with its owner at the time at which an event was received. */
	Optional<ChannelOwner> at(Instant receivedAt) {
		return this.owners.at(receivedAt)
			.map((ownership) -> new ChannelOwner(this.key, ownership.userId(), ownership.since(), ownership.appId(),
					ownership.businessAccountId(), this.hasErased));
	}

}
