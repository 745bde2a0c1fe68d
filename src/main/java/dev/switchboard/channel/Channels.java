package dev.switchboard.channel;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;

import dev.switchboard.user.User;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Connects and disconnects channels. */
@Service
public class Channels {

	private final ChannelRepository repository;

	private final ChannelLookup lookup;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	Channels(ChannelRepository repository, ChannelLookup lookup, ApplicationEventPublisher events, Clock clock) {
		this.repository = repository;
		this.lookup = lookup;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Makes the user the owner of a channel; when the user owns it already, notes what
	 * the platform tells of it now. What was parked for it is replayed soon afterwards.
	 * @param owner an existing user
	 * @param account what the platform tells of it
	 * @return the channel as it is now
	 * @throws IllegalStateException when another user owns the channel
	 */
	@Transactional
	public Channel connect(User owner, ChannelAccount account) {
		Optional<Channel> existing = this.repository.findById(account.key());
		Optional<Channel> owned = existing.filter((channel) -> channel.userId() != null);
		if (owned.isPresent() && !owned.get().userId().equals(owner.id())) {
			throw new IllegalStateException("The channel %s belongs to another user.".formatted(account.key()));
		}
		Channel connected = Channel.connected(account.knowing(existing), owner,
				owned.map(Channel::connectedAt).orElseGet(this::now));
		Channel channel = this.repository.save(existing.map(connected::after).orElse(connected));
		this.lookup.forget(channel.key());
		this.events.publishEvent(new ChannelConnected(channel.key()));
		return channel;
	}

	/**
	 * Takes a channel from its owner. What came in on it stays; what comes from now on is
	 * parked until somebody connects it again.
	 * @param owner the user who owns it
	 * @param key key of the channel
	 * @throws IllegalStateException when the user does not own it
	 */
	@Transactional
	public void disconnect(User owner, String key) {
		Channel channel = this.repository.findById(key)
			.filter((found) -> owner.id().equals(found.userId()))
			.orElseThrow(() -> new IllegalStateException("The user does not own the channel %s.".formatted(key)));
		this.repository.save(channel.disconnected(now()));
		this.lookup.forget(key);
	}

	private ZonedDateTime now() {
		return ZonedDateTime.now(this.clock).withZoneSameInstant(ZoneOffset.UTC);
	}

}
