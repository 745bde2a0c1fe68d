package dev.switchboard.demo;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.switchboard.channel.ChannelType;

/** Writes what happens as a platform does. */
interface Payloads {

	/** The platform. */
	ChannelType type();

	/** Key of the channel. */
	String channelKey();

	/** What a turn is delivered as. */
	Map<String, Object> of(Turn turn);

	/**
	 * What becomes of a message of the store.
	 * @param turn the message
	 * @param status the status
	 * @param at when
	 * @return null when the platform does not tell
	 */
	Map<String, Object> status(Turn turn, String status, Instant at);

	/** An id as the platform gives one, made of random bytes. */
	String id(byte[] random);

	/**
	 * What a line is on this platform, one after the other: what is edited or revoked was
	 * written before.
	 */
	default List<Line> split(Line line) {
		return switch (line.act()) {
			case "edit" -> List.of(line.as(Line.TEXT, line.text().replaceAll(" ?\\S+$", "")), line);
			case "revoke" -> List.of(line.as(Line.TEXT, line.text()), line);
			default -> List.of(line);
		};
	}

}
