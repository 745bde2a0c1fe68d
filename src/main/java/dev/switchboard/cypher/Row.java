package dev.switchboard.cypher;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
	 * Makes a row.
	 * @param fields what is known, of which the statement gets what it reads
	 * @param wanted names of the fields that it reads, at any depth
	 */
	static Row of(WriteCall call, int index, long ordinal, String orderKey, Map<String, ?> fields, Set<String> wanted) {
		Map<String, Value> value = parameters(fields, wanted);
		value.put(Statement.ORDINAL, Values.value(ordinal));
		return new Row(call, index, ordinal, orderKey, Values.value(value));
	}

	private static Map<String, Value> parameters(Map<?, ?> fields, Set<String> wanted) {
		Map<String, Value> parameters = new HashMap<>(fields.size() * 2);
		fields.forEach((name, field) -> {
			if (wanted.contains(name)) {
				parameters.put(RowFields.PREFIX + name, parameter(field, wanted));
			}
		});
		return parameters;
	}

	private static Value parameter(Object field, Set<String> wanted) {
		if (field instanceof Map<?, ?> map) {
			return Values.value(parameters(map, wanted));
		}
		if (field instanceof List<?> list) {
			return Values.value(list.stream().map((item) -> parameter(item, wanted)).toArray(Value[]::new));
		}
		return Values.value(field);
	}

}
