package dev.switchboard.event;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;

import org.springframework.stereotype.Component;

/**
 * Reads the output of a mapping: checks each event against what
 * {@code routes/events/event.schema.json} says of its kind, and groups the events by
 * channel and kind. An event that breaks the contract becomes one of kind
 * {@link EventGroup#INVALID}, so that it is held and not lost.
 */
@Component("events")
class EventReader {

	private static final String ORIGIN = "origin";

	private static final Pattern CHANNEL = Pattern.compile("[a-z]+:[A-Za-z0-9._-]{1,256}");

	private final EventContract contract;

	private final Clock clock;

	private final MeterRegistry meters;

	EventReader(EventContract contract, Clock clock, MeterRegistry meters) {
		this.contract = contract;
		this.clock = clock;
		this.meters = meters;
	}

	/**
	 * Groups the events of one delivery. Sets the variable {@code several}: whether they
	 * are anything but one group.
	 * @param mapped what the mapping gave: an array of objects
	 * @param provider the platform's name
	 * @param app id of the Meta app that signed it, or null
	 * @param receivedAt when the delivery came; it may have waited since
	 * @return the group, when it is only one; otherwise the groups as a list, in the
	 * order of their first events
	 */
	Object group(Exchange exchange, @Body JsonNode mapped, @Variable("provider") String provider,
			@Variable("app") String app, @Variable("receivedAt") Instant receivedAt) {
		Instant now = this.clock.instant();
		Map<GroupKey, List<Event>> byKey = new LinkedHashMap<>();
		for (JsonNode node : mapped) {
			String fault = this.contract.fault(node, now);
			Map<String, Object> fields = JsonValues.map(node, ORIGIN);
			Event event = new Event(fields, node.has(ORIGIN) ? node.get(ORIGIN) : node);
			byKey.computeIfAbsent(key(event, fault), (added) -> new ArrayList<>(1)).add(event);
		}
		List<EventGroup> groups = new ArrayList<>(byKey.size());
		byKey.forEach((key, events) -> {
			this.meters.counter("switchboard.events", "provider", provider, "kind", key.kind())
				.increment(events.size());
			groups.add(new EventGroup(provider, app, key.channel(), key.kind(), key.fault(), receivedAt, events));
		});
		exchange.setVariable("several", groups.size() != 1);
		return (groups.size() == 1) ? groups.getFirst() : groups;
	}

	private static GroupKey key(Event event, String fault) {
		String channel = event.text("channel");
		if (fault != null) {
			return new GroupKey(keyOrNull(channel), EventGroup.INVALID, fault, null);
		}
		return new GroupKey(channel, event.text("kind"), event.text("fault"),
				(channel == null) ? event.text("businessAccountId") + "/" + event.text("displayPhoneNumber") : null);
	}

	// Also of an event that breaks the contract it is good to know where it came in.
	private static String keyOrNull(String channel) {
		return (channel != null && CHANNEL.matcher(channel).matches()) ? channel : null;
	}

	private record GroupKey(String channel, String kind, String fault, String account) {
	}

}
