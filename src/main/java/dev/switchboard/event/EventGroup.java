package dev.switchboard.event;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

	/**
	 * The events as rows, under the user who owned the channel when they were received.
	 * @param userId id of that user
	 * @param since which of the user's ownerships of the channel it was, see
	 * {@code find-owners}
	 * @return one row an event, in the same order
	 */
	public List<EventRow> rowsOf(String userId, long since) {
		return this.events.stream().map((event) -> new EventRow(event, this, userId, since)).toList();
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

}
