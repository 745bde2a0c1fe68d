package dev.switchboard.demo;

import java.util.List;

import dev.switchboard.channel.ChannelType;

/**
 * A conversation that can take place.
 *
 * @param language in which
 * @param channel the only platform on which; null: on each
 * @param lines who writes what
 */
record Scene(String language, ChannelType channel, List<Line> lines) {

	boolean fits(Person person) {
		return person.language().equals(this.language) && (this.channel == null || this.channel == person.channel());
	}

}
