package dev.switchboard.cypher;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;

/**
 * A record that a statement returns, or a map in one: values by column, which cannot be
 * changed. What is null in the graph, or not a column, is null.
 */
public final class GraphRecord extends NamedValues {

	/**
	 * Makes a record.
	 * @param values by column, as {@link org.neo4j.driver.Record#asMap()} gives them
	 */
	public GraphRecord(Map<String, Object> values) {
		super(values);
	}

	/** Returns a list of texts. */
	@SuppressWarnings("unchecked")
	public List<String> texts(String column) {
		return (List<String>) this.values.get(column);
	}

	/** Returns a whole number. */
	public Long number(String column) {
		return (Long) this.values.get(column);
	}

	/** Returns a point in time. */
	public Instant time(String column) {
		return (this.values.get(column) instanceof ZonedDateTime time) ? time.toInstant() : null;
	}

	/** Returns whether a property is true; those that say no are mostly absent. */
	public boolean flag(String column) {
		return Boolean.TRUE.equals(this.values.get(column));
	}

	/** Returns a map. */
	@SuppressWarnings("unchecked")
	public GraphRecord record(String column) {
		return (this.values.get(column) instanceof Map<?, ?> map) ? new GraphRecord((Map<String, Object>) map) : null;
	}

	/** Returns a list of maps. */
	@SuppressWarnings("unchecked")
	public List<GraphRecord> records(String column) {
		return ((List<Map<String, Object>>) this.values.get(column)).stream().map(GraphRecord::new).toList();
	}

}
