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
record GraphRecord(Map<String, Object> values) {

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
	GraphRecord row(String name) {
		return (this.values.get(name) instanceof Map<?, ?> map) ? new GraphRecord((Map<String, Object>) map) : null;
	}

	@SuppressWarnings("unchecked")
	List<GraphRecord> rows(String name) {
		return ((List<Map<String, Object>>) this.values.get(name)).stream().map(GraphRecord::new).toList();
	}

}
