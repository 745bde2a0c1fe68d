package dev.switchboard.held;

import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;

import dev.switchboard.cypher.GraphRecord;

/**
 * Where a page of held events ends.
 *
 * @param time when its last event was received
 * @param id id of that event
 */
record HeldPosition(ZonedDateTime time, String id) {

	/** Before all held events. */
	static final HeldPosition BEGINNING = new HeldPosition(ZonedDateTime.of(1970, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC),
			"");

	/** Behind all held events. */
	static final HeldPosition END = new HeldPosition(ZonedDateTime.of(9999, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC), "");

	static HeldPosition of(GraphRecord held) {
		return new HeldPosition((ZonedDateTime) held.get("receivedAt"), held.text("id"));
	}

	/**
	 * What the page behind a page is asked for by.
	 * @param page records with time and id
	 * @param limit how many it could have had
	 * @return null when it is the last one
	 */
	static String next(List<GraphRecord> page, int limit) {
		return (page.size() == limit) ? of(page.getLast()).toString() : null;
	}

	/**
	 * Reads what {@link #toString()} gave.
	 * @throws IllegalArgumentException when it did not give it
	 */
	static HeldPosition parse(String text) {
		String[] parts = text.split("_", 2);
		try {
			return new HeldPosition(ZonedDateTime.parse(parts[0]), parts[1]);
		}
		catch (DateTimeException | ArrayIndexOutOfBoundsException ex) {
			throw new IllegalArgumentException("not a cursor", ex);
		}
	}

	@Override
	public String toString() {
		return this.time.toInstant() + "_" + this.id;
	}

}
