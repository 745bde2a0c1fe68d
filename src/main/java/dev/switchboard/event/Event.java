package dev.switchboard.event;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One fact out of a delivery.
 *
 * @param fields what the mapping said of it
 * @param origin the delivery cut down to the part that it came from, held when the event
 * cannot be stored; the event itself when the mapping gave none
 */
public record Event(Map<String, Object> fields, JsonNode origin) {

	/** A field that is a text; null when it is not. */
	public String text(String field) {
		return (this.fields.get(field) instanceof String text) ? text : null;
	}

}
