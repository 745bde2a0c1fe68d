package dev.switchboard.demo;

import dev.switchboard.channel.ChannelType;

/**
 * Somebody who writes to Bob's Store.
 *
 * @param name what WhatsApp shows as the name; the other platforms show none
 * @param language in which the person writes
 * @param channel the platform
 * @param address phone number, or the platform's id of the person
 * @param userId WhatsApp's user id, which it shows beside the phone; null where it shows
 * the phone only
 */
record Person(String name, String language, ChannelType channel, String address, String userId) {

	/** Reads a line of {@code people.txt}. */
	static Person of(String line) {
		String[] parts = line.split("\\|");
		return new Person(parts[0], parts[1], ChannelType.valueOf(parts[2]), parts[3],
				(parts.length > 4) ? parts[4] : null);
	}

	/** The same person with another number. */
	Person at(String newAddress) {
		return new Person(this.name, this.language, this.channel, newAddress, this.userId);
	}

}
