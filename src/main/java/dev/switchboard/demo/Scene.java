package dev.switchboard.demo;

import java.util.List;

import dev.switchboard.channel.ChannelType;

/**
 * A conversation that can take place.
 *
 * @param language in which
 * @param channel the only platform on which; null: on each
 * @param address of the only person with whom; null: with each
 * @param lines who writes what
 */
record Scene(String language, ChannelType channel, String address, List<Line> lines) {

	boolean fits(Person person) {
		return (this.address == null || isOf(person)) && person.language().equals(this.language)
				&& (this.channel == null || this.channel == person.channel());
	}

	/** Whether it can take place with this person only. */
	boolean isOf(Person person) {
		return person.address().equals(this.address);
	}

}
