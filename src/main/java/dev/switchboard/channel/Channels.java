package dev.switchboard.channel;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

import dev.switchboard.user.User;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Connects channels. */
@Service
public class Channels {

	private final ChannelRepository repository;

	private final ChannelLookup lookup;

	private final Clock clock;

	Channels(ChannelRepository repository, ChannelLookup lookup, Clock clock) {
		this.repository = repository;
		this.lookup = lookup;
		this.clock = clock;
	}

	/**
	 * Makes the user the owner of a channel; does nothing when the user owns it already.
	 * @param owner an existing user
	 * @param type the platform
	 * @param externalId the platform's id of the account
	 * @param name what the owner calls it
	 * @return the channel as it is now
	 * @throws IllegalStateException when another user owns the channel
	 */
	@Transactional
	public Channel connect(User owner, ChannelType type, String externalId, String name) {
		Channel wanted = Channel.connected(type, externalId, name, owner,
				ZonedDateTime.now(this.clock).withZoneSameInstant(ZoneOffset.UTC));
		Channel channel = this.repository.findById(wanted.key()).orElseGet(() -> this.repository.save(wanted));
		if (!channel.userId().equals(owner.id())) {
			throw new IllegalStateException("The channel %s belongs to another user.".formatted(wanted.key()));
		}
		this.lookup.forget(channel.key());
		return channel;
	}

}
