package dev.switchboard.event;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/** JSON as what the driver takes: text, number, boolean, list and map. */
final class JsonValues {

	private static final char REPLACEMENT = '\uFFFD';

	/** The whole numbers up to here are all doubles. */
	private static final double LARGEST_EXACT = 1L << 53;

	private JsonValues() {
	}

	/** All fields but those that are null. */
	static Map<String, Object> map(JsonNode object) {
		return map(object, null);
	}

	/** All fields but those that are null and the one to leave out. */
	static Map<String, Object> map(JsonNode object, String leftOut) {
		Map<String, Object> map = new HashMap<>(object.size() * 2);
		object.properties().forEach((field) -> {
			if (!field.getValue().isNull() && !field.getKey().equals(leftOut)) {
				map.put(field.getKey(), value(field.getValue()));
			}
		});
		return map;
	}

	private static Object value(JsonNode node) {
		return switch (node.getNodeType()) {
			case OBJECT -> map(node);
			case ARRAY -> list(node);
			case NUMBER -> number(node);
			case BOOLEAN -> node.booleanValue();
			default -> repair(node.asText());
		};
	}

	private static List<Object> list(JsonNode array) {
		List<Object> list = new ArrayList<>(array.size());
		array.forEach((element) -> list.add(value(element)));
		return list;
	}

	// jq reckons in doubles: what it made of a whole number has no fraction, and is one.
	private static Number number(JsonNode node) {
		if (node.isIntegralNumber() && node.canConvertToLong()) {
			return node.longValue();
		}
		double number = node.doubleValue();
		return (Math.rint(number) == number && Math.abs(number) <= LARGEST_EXACT) ? (Number) (long) number : number;
	}

	/**
	 * A lone surrogate cannot be written as UTF-8: the driver would send a question mark
	 * for it, and nobody could tell it from a real one.
	 */
	static String repair(String text) {
		StringBuilder repaired = null;
		for (int i = 0; i < text.length(); i++) {
			if (Character.isSurrogate(text.charAt(i))) {
				if (Character.isHighSurrogate(text.charAt(i)) && i + 1 < text.length()
						&& Character.isLowSurrogate(text.charAt(i + 1))) {
					i++;
					continue;
				}
				repaired = (repaired != null) ? repaired : new StringBuilder(text);
				repaired.setCharAt(i, REPLACEMENT);
			}
		}
		return (repaired != null) ? repaired.toString() : text;
	}

}
