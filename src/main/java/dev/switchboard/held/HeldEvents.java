package dev.switchboard.held;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

import dev.switchboard.cypher.RejectedRow;
import dev.switchboard.cypher.RowsRejectedException;
import dev.switchboard.event.ChannelOwner;
import dev.switchboard.event.Event;
import dev.switchboard.event.EventGroup;
import dev.switchboard.event.EventRow;
import dev.switchboard.event.Secrets;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/** Steps that make the rows of {@code cypher:held/hold-event}. */
@Component("held")
class HeldEvents {

	private static final Logger logger = LoggerFactory.getLogger(HeldEvents.class);

	private static final Pattern LONE_SURROGATE = Pattern.compile("\\p{Cs}");

	private static final Pattern NOT_FOR_A_LOG = Pattern.compile("[^\\p{Graph}]");

	private static final int LONGEST_ID = 120;

	private static final String UNKNOWN_CHANNEL = "unknown-channel";

	private final MeterRegistry meters;

	private final Secrets secrets;

	HeldEvents(MeterRegistry meters, Secrets secrets) {
		this.meters = meters;
		this.secrets = secrets;
	}

	/** Every event of a group, or a whole delivery, for one reason. */
	List<Map<String, Object>> rows(@Body Object body, Exchange exchange, @Variable("reason") String reason) {
		if (body instanceof EventGroup group) {
			return all(group, exchange.getVariable("channel", ChannelOwner.class), reason);
		}
		return delivery((byte[]) body, exchange.getVariable("provider", String.class),
				exchange.getVariable("app", String.class), exchange.getVariable("receivedAt", Instant.class), reason);
	}

	List<Map<String, Object>> all(EventGroup group, ChannelOwner channel, String reason) {
		return rows(group, channel, group.events(), (group.fault() != null) ? reason + ": " + group.fault() : reason);
	}

	/** Those events whose rows, in the body, the graph did not take. */
	List<Map<String, Object>> rejected(@Body List<EventRow> rows, @Variable("group") EventGroup group,
			@Variable("channel") ChannelOwner channel,
			@ExchangeProperty(Exchange.EXCEPTION_CAUGHT) RowsRejectedException rejection) {
		return rejection.rejected()
			.stream()
			.flatMap((row) -> rows(group, channel, List.of(rows.get(row.index()).event()), reason(row)).stream())
			.toList();
	}

	List<Map<String, Object>> delivery(byte[] delivery, String provider, String app, Instant receivedAt,
			String reason) {
		count(provider, reason, 1);
		logger.warn("held a whole delivery of {} ({} bytes): {}", provider, delivery.length, reason);
		byte[] payload = this.secrets.cut(delivery);
		return List.of(row(provider, app, reason, receivedAt, payload, id(payload, kind(reason), app, null)));
	}

	private List<Map<String, Object>> rows(EventGroup group, ChannelOwner channel, List<Event> events, String reason) {
		if (events.isEmpty()) {
			return List.of();
		}
		count(group.provider(), reason, events.size());
		note(group, events, reason);
		String userId = (channel != null) ? channel.userId() : null;
		return events.stream().map((event) -> {
			byte[] payload = json(event).getBytes(StandardCharsets.UTF_8);
			Map<String, Object> row = row(group.provider(), group.app(), reason, group.receivedAt(), payload,
					id(payload, kind(reason), group.app(), userId));
			row.put("channel", group.heldUnder());
			row.put("displayPhoneNumber", group.displayPhoneNumber());
			return row;
		}).toList();
	}

	// Half a surrogate pair cannot be written as UTF-8, but JSON can spell it.
	private static String json(Event event) {
		return LONE_SURROGATE.matcher(event.origin().toString())
			.replaceAll((half) -> "\\\\u%04x".formatted((int) half.group().charAt(0)));
	}

	private static Map<String, Object> row(String provider, String app, String reason, Instant receivedAt,
			byte[] payload, String id) {
		Map<String, Object> row = new HashMap<>();
		row.put("id", id);
		row.put("provider", provider);
		row.put("app", app);
		row.put("reason", reason);
		row.put("receivedAt", receivedAt.toEpochMilli());
		try {
			row.put("payload", StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString());
		}
		catch (CharacterCodingException ex) {
			row.put("payload", Base64.getEncoder().encodeToString(payload));
			row.put("encoding", "base64");
		}
		return row;
	}

	// One item can be held twice: parked, say, and for the keys that its mapping does not
	// know. Two apps can send the same item, and it may be stored for one of them only.
	// The next owner of a channel can be sent what the last one was sent.
	private static String id(byte[] payload, String kind, String app, String userId) {
		byte[] held = (kind + ((app != null) ? "@" + app : "") + ((userId != null) ? "/" + userId : ""))
			.getBytes(StandardCharsets.UTF_8);
		return UUID.nameUUIDFromBytes(ByteBuffer.allocate(held.length + payload.length).put(held).put(payload).array())
			.toString();
	}

	private static String kind(String reason) {
		return reason.split(":")[0];
	}

	private static String reason(RejectedRow row) {
		return switch (row.reason()) {
			case MISSED -> "channel-gone";
			case POISON -> "refused: " + row.code();
		};
	}

	private void count(String provider, String reason, int events) {
		this.meters.counter("switchboard.held", "provider", provider, "reason", kind(reason)).increment(events);
	}

	private static void note(EventGroup group, List<Event> events, String reason) {
		String under = group.heldUnder();
		String where = (under != null) ? "channel " + forLog(under) : "no channel of " + group.provider();
		String id = events.getFirst().text("id");
		logger.warn("held {} {}: {} ({}{})", events.size(), (events.size() == 1) ? "event" : "events",
				reason.equals(UNKNOWN_CHANNEL) ? where + " is not connected" : reason + ", " + where, group.kind(),
				(id != null) ? " " + forLog(id) : "");
	}

	// Ids come from outside: nothing of them may begin a line or steer a terminal.
	private static String forLog(String id) {
		return NOT_FOR_A_LOG.matcher((id.length() > LONGEST_ID) ? id.substring(0, LONGEST_ID) + "..." : id)
			.replaceAll("?");
	}

}
