package dev.switchboard.channel;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;

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
	 * Makes the user the owner of a channel; when the user owns it already, notes what
	 * the platform tells of it now.
	 * @param owner an existing user
	 * @param account what the platform tells of it
	 * @return the channel as it is now
	 * @throws IllegalStateException when another user owns the channel
	 */
	@Transactional
	public Channel connect(User owner, ChannelAccount account) {
		ZonedDateTime now = ZonedDateTime.now(this.clock).withZoneSameInstant(ZoneOffset.UTC);
		Optional<Channel> existing = this.repository.findById(account.key());
		if (existing.isPresent() && !existing.get().userId().equals(owner.id())) {
			throw new IllegalStateException("The channel %s belongs to another user.".formatted(account.key()));
		}
		Channel channel = this.repository
			.save(Channel.connected(account.knowing(existing), owner, existing.map(Channel::connectedAt).orElse(now)));
		this.lookup.forget(channel.key());
		return channel;
	}

}
