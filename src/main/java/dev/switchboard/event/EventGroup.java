package dev.switchboard.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.node.NullNode;

/**
 * The events of one delivery that go the same way.
 *
 * @param provider the platform's name, as in the file names under {@code routes}
 * @param app id of the Meta app that signed the delivery; null when it is not known
 * @param channel key of the channel that they came in on; null when the delivery does not
 * tell
 * @param kind what they are, such as {@code message}; {@link #INVALID} when they do not
 * keep to the contract
 * @param fault what is wrong with invalid events and not known of unknown ones, otherwise
 * null
 * @param receivedAt when the delivery came
 * @param events at least one, in the order of the delivery
 */
public record EventGroup(String provider, String app, String channel, String kind, String fault, Instant receivedAt,
		List<Event> events) {

	/** Kind of the events that cannot be used as they are. */
	public static final String INVALID = "invalid";

	/** Row field that tells which event of its group a row was made of. */
	private static final String EVENT = "event";

	/**
	 * The events as rows, under the user who owned the channel when they were received.
	 * @param userId id of that user
	 * @param since which of the user's ownerships of the channel it was, see
	 * {@code find-owners}
	 * @return one row an event, in the same order
	 */
	public List<Map<String, Object>> rowsOf(String userId, long since) {
		return IntStream.range(0, this.events.size()).mapToObj((index) -> row(index, userId, since)).toList();
	}

	/**
	 * The fields that a row has beside those of its event.
	 * @return their names
	 */
	public static Set<String> addedFields() {
		Event any = new Event(Map.of("contact", "any:1", "raw", "{}", "sentAt", 0), NullNode.getInstance());
		EventGroup group = new EventGroup("any", null, null, "message", null, Instant.EPOCH, List.of(any));
		return group.rowsOf("any", 0).getFirst().keySet();
	}

	/**
	 * The event that a row was made of.
	 * @param row one of {@link #rowsOf}
	 * @return an event of this group
	 */
	public Event eventOf(Map<String, Object> row) {
		return this.events.get((int) row.get(EVENT));
	}

	/**
	 * Other addresses of the person whom a row's event is about.
	 * @param row one of {@link #rowsOf}
	 * @return maps of {@code contact}, the address, and {@code why} it is the same
	 * person's; mostly none
	 */
	@SuppressWarnings("unchecked")
	public static List<Map<String, String>> alsoOf(Map<String, Object> row) {
		return (List<Map<String, String>>) row.getOrDefault("also", List.of());
	}

	/**
	 * What the events are held under: their channel, or {@code account:<id>} of the
	 * business account that they name instead.
	 * @return a key; null when they name neither
	 */
	public String heldUnder() {
		String account = this.events.getFirst().text("businessAccountId");
		return (this.channel != null || account == null) ? this.channel : "account:" + account;
	}

	/**
	 * The number of a business account that the events name.
	 * @return digits; null when they name none
	 */
	public String displayPhoneNumber() {
		return this.events.getFirst().text("displayPhoneNumber");
	}

	/**
	 * A part of the group.
	 * @param some of its events, in the same order; there may be none
	 * @return a group of these
	 */
	public EventGroup with(List<Event> some) {
		return new EventGroup(this.provider, this.app, this.channel, this.kind, this.fault, this.receivedAt, some);
	}

	/**
	 * The same events on a channel that they did not name themselves.
	 * @param key key of the channel
	 * @return a group of that channel
	 */
	EventGroup on(String key) {
		return new EventGroup(this.provider, this.app, key, this.kind, this.fault, this.receivedAt, this.events);
	}

	private Map<String, Object> row(int index, String userId, long since) {
		Event event = this.events.get(index);
		Map<String, Object> row = new HashMap<>(event.fields());
		row.put(EVENT, index);
		row.put("channel", this.channel);
		row.put("userId", userId);
		row.put("since", since);
		row.put("scope", userId + "/" + this.channel);
		row.put("receivedAt", this.receivedAt.toEpochMilli());
		if (event.text("raw") != null) {
			row.put("eventId", eventId(event));
		}
		row.putIfAbsent("at", event.fields().get("sentAt"));
		if (event.text("contact") != null) {
			putIdentity(row, Identity.of(userId, event.text("contact")));
		}
		return row;
	}

	// The platforms give no id to some events: they are known by what they say.
	private static String eventId(Event event) {
		return (event.text("id") != null) ? event.text("id")
				: UUID.nameUUIDFromBytes(event.text("raw").getBytes(StandardCharsets.UTF_8)).toString();
	}

	private static void putIdentity(Map<String, Object> row, Identity identity) {
		row.put("scheme", identity.scheme());
		row.put("value", identity.value());
		row.put("identityKey", identity.key());
		row.put("contactId", identity.contactId());
	}

}
