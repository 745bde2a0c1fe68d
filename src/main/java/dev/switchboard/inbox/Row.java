package dev.switchboard.inbox;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;

/**
 * A record of a statement, or a map in one.
 *
 * @param values by column
 */
record Row(Map<String, Object> values) {

	String text(String name) {
		return (String) this.values.get(name);
	}

	Instant time(String name) {
		return (this.values.get(name) instanceof ZonedDateTime time) ? time.toInstant() : null;
	}

	/** Properties that say yes are true or absent. */
	boolean flag(String name) {
		return Boolean.TRUE.equals(this.values.get(name));
	}

	@SuppressWarnings("unchecked")
	Row row(String name) {
		return (this.values.get(name) instanceof Map<?, ?> map) ? new Row((Map<String, Object>) map) : null;
	}

	@SuppressWarnings("unchecked")
	List<Row> rows(String name) {
		return ((List<Map<String, Object>>) this.values.get(name)).stream().map(Row::new).toList();
	}

}
