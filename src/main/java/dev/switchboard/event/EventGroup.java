package dev.switchboard.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * The events of one delivery that go the same way.
 *
 * @param provider the platform's name, as in the file names under {@code routes}
 * @param channel key of the channel that they came in on; null when the delivery does not
 * tell
 * @param kind what they are, such as {@code message}; {@link #INVALID} when they do not
 * keep to the contract
 * @param fault what is wrong with invalid events, otherwise null
 * @param receivedAt when the delivery came
 * @param events at least one, in the order of the delivery
 */
public record EventGroup(String provider, String channel, String kind, String fault, Instant receivedAt,
		List<Event> events) {

	/** Kind of the events that cannot be used as they are. */
	public static final String INVALID = "invalid";

	/** Row field that tells which event of its group a row was made of. */
	private static final String EVENT = "event";

	/**
	 * The events as rows, under the user who owns the channel.
	 * @param userId id of the channel's owner
	 * @return one row an event, in the same order
	 */
	public List<Map<String, Object>> rowsOf(String userId) {
		return IntStream.range(0, this.events.size()).mapToObj((index) -> row(index, userId)).toList();
	}

	/**
	 * The event that a row was made of.
	 * @param row one of {@link #rowsOf}
	 * @return an event of this group
	 */
	public Event eventOf(Map<String, Object> row) {
		return this.events.get((int) row.get(EVENT));
	}

	private Map<String, Object> row(int index, String userId) {
		Event event = this.events.get(index);
		Map<String, Object> row = new HashMap<>(event.fields());
		row.put(EVENT, index);
		row.put("userId", userId);
		row.put("receivedAt", this.receivedAt.toEpochMilli());
		String contact = event.text("contact");
		if (contact != null) {
			int colon = contact.indexOf(':');
			String scheme = contact.substring(0, colon);
			String value = contact.substring(colon + 1);
			String identityKey = userId + "/" + scheme + "/" + value;
			row.put("scheme", scheme);
			row.put("value", value);
			row.put("identityKey", identityKey);
			// The same identity must give the same contact on every machine and in every
			// order, so the id is made of the identity.
			row.put("contactId", UUID.nameUUIDFromBytes(identityKey.getBytes(StandardCharsets.UTF_8)).toString());
		}
		return row;
	}

}
