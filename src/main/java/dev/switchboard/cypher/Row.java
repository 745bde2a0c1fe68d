package dev.switchboard.cypher;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.neo4j.driver.Value;
import org.neo4j.driver.Values;

/**
 * One row on its way to the graph.
 *
 * @param call the write that it belongs to
 * @param index its position in that write, from 0
 * @param ordinal its number among all rows of the statement
 * @param orderKey what it is ordered by
 * @param value what the statement sees as one element of {@code $rows}
 */
record Row(WriteCall call, int index, long ordinal, String orderKey, Value value) {

	/**
	 * Neo4j plans an {@code Eager} operator, which holds back the whole batch, where a
	 * row's field and a property that the statement sets have the same name. So a row's
	 * field {@code text} is {@code row.p_text} in a statement.
	 */
	private static final String PREFIX = "p_";

	static Row of(WriteCall call, int index, long ordinal, String orderKey, Map<String, ?> fields) {
		Map<String, Value> value = new HashMap<>(fields.size() * 2);
		fields.forEach((name, field) -> value.put(PREFIX + name, parameter(field)));
		value.put(Statement.ORDINAL, Values.value(ordinal));
		return new Row(call, index, ordinal, orderKey, Values.value(value));
	}

	private static Value parameter(Object field) {
		if (field instanceof Map<?, ?> map) {
			Map<String, Value> value = new HashMap<>(map.size() * 2);
			map.forEach((name, nested) -> value.put(PREFIX + name, parameter(nested)));
			return Values.value(value);
		}
		if (field instanceof List<?> list) {
			return Values.value(list.stream().map(Row::parameter).toArray(Value[]::new));
		}
		return Values.value(field);
	}

}
