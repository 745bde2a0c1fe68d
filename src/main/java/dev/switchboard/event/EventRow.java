package dev.switchboard.event;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.switchboard.cypher.NamedValues;

/**
 * The row that a statement gets for an event: the event's fields, its channel, and the
 * user who owned that when the event was received. A field is {@code row.p_<field>} in
 * the statement.
 */
public final class EventRow extends NamedValues {

	private final Event event;

	private final Identity identity;

	EventRow(Event event, EventGroup group, String userId, long since) {
		super(new HashMap<>(event.fields()));
		this.event = event;
		this.values.put("channel", group.channel());
		this.values.put("userId", userId);
		this.values.put("since", since);
		this.values.put("scope", userId + "/" + group.channel());
		this.values.put("receivedAt", group.receivedAt().toEpochMilli());
		if (event.text("raw") != null) {
			this.values.put("eventId", eventId(event));
		}
		this.values.putIfAbsent("at", event.fields().get("sentAt"));
		this.identity = (event.text("contact") != null) ? Identity.of(userId, event.text("contact")) : null;
		if (this.identity != null) {
			this.values.put("scheme", this.identity.scheme());
			this.values.put("value", this.identity.value());
			this.values.put("identityKey", this.identity.key());
			this.values.put("contactId", this.identity.contactId());
		}
	}

	// The platforms give no id to some events: they are known by what they say.
	private static String eventId(Event event) {
		return (event.text("id") != null) ? event.text("id")
				: UUID.nameUUIDFromBytes(event.text("raw").getBytes(StandardCharsets.UTF_8)).toString();
	}

	/** Returns the event. */
	public Event event() {
		return this.event;
	}

	/** Returns the key of the channel that the event came in on. */
	public String channel() {
		return text("channel");
	}

	/** Returns the identity of the event's person, or null when it names none. */
	public Identity identity() {
		return this.identity;
	}

	/**
	 * Returns evidence that other addresses are the same person's: maps of
	 * {@code contact}, the address, and {@code why}. Mostly there is none, and never
	 * where the event names no person.
	 */
	@SuppressWarnings("unchecked")
	public List<Map<String, String>> also() {
		Object also = (this.identity != null) ? this.values.get("also") : null;
		return (also != null) ? (List<Map<String, String>>) also : List.of();
	}

	/**
	 * Whether the event says that its person has given up an address.
	 * @param address {@code <scheme>:<value>}
	 */
	public boolean isLeft(String address) {
		return this.values.get("left") instanceof List<?> left && left.contains(address);
	}

	/**
	 * Returns the platform's time of the event, otherwise that of its receipt, in
	 * milliseconds since 1970.
	 */
	public long time() {
		Object at = this.values.get("at");
		return ((Number) ((at != null) ? at : this.values.get("receivedAt"))).longValue();
	}

}
