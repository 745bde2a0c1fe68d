package dev.switchboard.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.switchboard.cypher.GraphRecord;

/**
 * What was stored since a position.
 *
 * @param stored in the order of their times
 * @param upTo until when this is everything, whatever transactions still commit
 */
record StoredMessages(List<Stored> stored, Instant upTo) {

	/**
	 * Reads a record of {@code find-stored}.
	 * @param limit most messages that it gives
	 * @param settling how long a transaction that began earlier may take
	 */
	static StoredMessages of(GraphRecord row, int limit, Duration settling) {
		List<Stored> stored = row.records("stored")
			.stream()
			.map((message) -> new Stored(message.text("key"), message.time("storedAt")))
			.toList();
		StoredMessages found = new StoredMessages(stored, row.time("now").minus(settling));
		return (stored.size() < limit) ? found : found.until(stored, stored.getLast().time());
	}

	/**
	 * A part of it. However much follows, it is no further than transactions have
	 * settled: one that is still open can bear any time after that.
	 * @param part the messages of the part
	 * @param next time of the first message that it lacks
	 */
	StoredMessages until(List<Stored> part, Instant next) {
		return new StoredMessages(part, next.isBefore(this.upTo) ? next : this.upTo);
	}

	/**
	 * A message that was stored.
	 *
	 * @param key key of the message
	 * @param time when
	 */
	record Stored(String key, Instant time) {
	}

}
