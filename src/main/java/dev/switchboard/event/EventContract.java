package dev.switchboard.event;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/** What every event must keep to before a statement may see it. */
final class EventContract {

	/**
	 * Ids become keys. Meta's are letters, digits and the signs of base64 and of its own
	 * prefixes; the longest known, Instagram's, have about 200 characters.
	 */
	private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:=+/$@-]{1,512}");

	private static final Pattern CHANNEL = Pattern.compile("[a-z]+:[A-Za-z0-9._-]{1,256}");

	private static final Pattern CONTACT = Pattern.compile("[a-z]+:[A-Za-z0-9._+@-]{1,256}");

	/** A time before this is a mistake: the first of the platforms opened then. */
	private static final Instant EARLIEST = Instant.parse("2008-01-01T00:00:00Z");

	/** How far a platform's clock may be ahead of ours. */
	private static final Duration AHEAD = Duration.ofDays(1);

	/**
	 * What is wrong with an event.
	 * @return one short sentence without anything from the event's values, or null
	 */
	String fault(Event event, Instant now) {
		if (EventGroup.INVALID.equals(event.text("kind"))) {
			return (event.text("fault") != null) ? event.text("fault") : "no fault given";
		}
		if (event.text("kind") == null) {
			return "kind is missing";
		}
		boolean message = "message".equals(event.text("kind"));
		if (channel(event) == null && (message || event.fields().containsKey("channel"))) {
			return "channel is missing or malformed";
		}
		return message ? messageFault(event, now) : null;
	}

	/** The event's channel key, or null when it has none that can be one. */
	String channel(Event event) {
		String channel = event.text("channel");
		return (channel != null && CHANNEL.matcher(channel).matches()) ? channel : null;
	}

	private static String messageFault(Event event, Instant now) {
		if (!matches(ID, event.text("id"))) {
			return "id is missing or malformed";
		}
		if (!matches(CONTACT, event.text("contact"))) {
			return "contact is missing or malformed";
		}
		if (event.fields().containsKey("replyTo") && !matches(ID, event.text("replyTo"))) {
			return "replyTo is malformed";
		}
		if (event.text("type") == null) {
			return "type is missing";
		}
		return isPlausible(event.fields().get("sentAt"), now) ? null : "sentAt is missing or out of range";
	}

	private static boolean matches(Pattern pattern, String value) {
		return value != null && pattern.matcher(value).matches();
	}

	private static boolean isPlausible(Object millis, Instant now) {
		return millis instanceof Long sentAt && sentAt >= EARLIEST.toEpochMilli()
				&& sentAt <= now.plus(AHEAD).toEpochMilli();
	}

}
