package dev.switchboard.demo;

import java.time.Instant;

/**
 * What happens at one moment of a conversation.
 *
 * @param person with whom
 * @param line what is written
 * @param at when
 * @param id the platform's id of the message
 * @param about id of the message that it replies to or changes; null when there is none
 */
record Turn(Person person, Line line, Instant at, String id, String about) {

	String seconds() {
		return Long.toString(this.at.getEpochSecond());
	}

	boolean isOut() {
		return this.line.by() != Line.By.PERSON;
	}

}
