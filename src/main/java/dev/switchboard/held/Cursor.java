package dev.switchboard.held;

import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;

/**
 * Where a page of held events ends.
 *
 * @param time when its last event was received
 * @param id id of that event
 */
record Cursor(ZonedDateTime time, String id) {

	/** Before all held events. */
	static final Cursor BEGINNING = new Cursor(ZonedDateTime.of(1970, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC), "");

	/** Behind all held events. */
	static final Cursor END = new Cursor(ZonedDateTime.of(9999, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC), "");

	static Cursor of(Map<String, Object> held) {
		return new Cursor((ZonedDateTime) held.get("receivedAt"), (String) held.get("id"));
	}

	/**
	 * Reads what {@link #toString()} gave.
	 * @throws IllegalArgumentException when it did not give it
	 */
	static Cursor parse(String text) {
		String[] parts = text.split("_", 2);
		try {
			return new Cursor(ZonedDateTime.parse(parts[0]), parts[1]);
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
