package dev.switchboard.event;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.camel.Body;
import org.apache.camel.Variable;

import org.springframework.stereotype.Component;

/**
 * Reads the output of a mapping: checks each event against what {@code docs/events.md}
 * promises of it, and groups the events by channel and kind. An event that breaks the
 * contract becomes one of kind {@link EventGroup#INVALID}, so that it is held and not
 * lost.
 */
@Component("events")
class EventReader {

	private final EventContract contract;

	private final Clock clock;

	private final MeterRegistry meters;

	EventReader(Clock clock, MeterRegistry meters) {
		this.contract = new EventContract();
		this.clock = clock;
		this.meters = meters;
	}

	/**
	 * Groups the events of one delivery.
	 * @param mapped what the mapping gave: an array of objects
	 * @param provider the platform's name
	 * @return groups in the order in which their first events came
	 */
	List<EventGroup> group(@Body JsonNode mapped, @Variable("provider") String provider) {
		Instant now = this.clock.instant();
		Map<Way, List<Event>> ways = new LinkedHashMap<>();
		for (JsonNode node : mapped) {
			Map<String, Object> fields = JsonValues.map(node);
			fields.remove("origin");
			Event event = new Event(fields, node.has("origin") ? node.get("origin") : node);
			ways.computeIfAbsent(way(event, now), (way) -> new ArrayList<>(1)).add(event);
		}
		List<EventGroup> groups = new ArrayList<>(ways.size());
		ways.forEach((way, events) -> {
			this.meters.counter("switchboard.events", "provider", provider, "kind", way.kind())
				.increment(events.size());
			groups.add(new EventGroup(provider, way.channel(), way.kind(), way.fault(), now, events));
		});
		return groups;
	}

	private Way way(Event event, Instant now) {
		String fault = this.contract.fault(event, now);
		String channel = this.contract.channel(event);
		return (fault != null) ? new Way(channel, EventGroup.INVALID, fault)
				: new Way(channel, event.text("kind"), null);
	}

	private record Way(String channel, String kind, String fault) {
	}

}
