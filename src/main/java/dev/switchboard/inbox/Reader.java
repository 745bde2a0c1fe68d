package dev.switchboard.inbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.switchboard.cypher.CypherTemplate;
import dev.switchboard.cypher.GraphRecord;

import org.springframework.stereotype.Component;

/** Runs the statements of the inbox. */
@Component
class Reader {

	private final CypherTemplate cypher;

	Reader(CypherTemplate cypher) {
		this.cypher = cypher;
	}

	List<GraphRecord> read(String statement, Map<String, Object> parameters) {
		return this.cypher.read(statement, parameters);
	}

	/**
	 * Looks things up.
	 * @param item makes one of a record
	 * @return the things by their keys
	 */
	<T> Map<String, T> show(String statement, Map<String, Object> parameters, Function<GraphRecord, T> item) {
		Map<String, T> shown = new LinkedHashMap<>();
		read(statement, parameters).forEach((row) -> shown.put(row.text("key"), item.apply(row)));
		return shown;
	}

}
