package dev.switchboard.held;

import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.util.Map;

/**
 * Where a page of held events ends.
 *
 * @param time when its last event was received
 * @param id id of that event
 */
record Cursor(ZonedDateTime time, String id) {

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

	Map<String, Object> page(HeldFilter filter, int limit) {
		return filter.page(this.time, this.id, limit);
	}

	@Override
	public String toString() {
		return this.time.toInstant() + "_" + this.id;
	}

}
