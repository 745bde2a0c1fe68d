package dev.switchboard.contact;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.switchboard.channel.ChannelPeriods;
import dev.switchboard.channel.ErasureDigests;
import dev.switchboard.cypher.GraphRecord;
import dev.switchboard.event.ChannelOwner;
import dev.switchboard.event.Event;
import dev.switchboard.event.EventGroup;
import dev.switchboard.event.Identity;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.camel.Body;
import org.apache.camel.CamelContext;
import org.apache.camel.Variable;

import org.springframework.stereotype.Component;

/**
 * Steps of the routes {@code erase-contacts} and {@code drop-erased}: what was erased
 * leaves a digest of its key, by which it is known when it is delivered again.
 */
@Component("erasures")
class Erasures {

	private static final String STATUS = "status";

	/** Kinds of events that leave a message, or a stub of one, and have its id. */
	private static final Set<String> STORE_A_MESSAGE = Set.of("message", "echo", STATUS);

	/** An address that is shorter could be a part of something else. */
	private static final int UNMISTAKABLE = 8;

	private final ErasureProperties properties;

	private final ErasureDigests digests;

	private final ChannelPeriods periods;

	private final Clock clock;

	private final CamelContext camel;

	private final MeterRegistry meters;

	Erasures(ErasureProperties properties, ErasureDigests digests, ChannelPeriods periods, Clock clock,
			CamelContext camel, MeterRegistry meters) {
		this.properties = properties;
		this.digests = digests;
		this.periods = periods;
		this.clock = clock;
		this.camel = camel;
		this.meters = meters;
	}

	/** What {@code find-erased} asks for: the messages and people of the events. */
	Map<String, Object> digests(@Variable("group") EventGroup group, @Variable("channel") ChannelOwner channel) {
		return Map.of("digests",
				group.events()
					.stream()
					.flatMap((event) -> Stream.concat(message(event, channel), people(event, channel)))
					.distinct()
					.toList());
	}

	/** The part of the group that is about something erased. */
	EventGroup dropped(@Body List<GraphRecord> found, @Variable("group") EventGroup group,
			@Variable("channel") ChannelOwner channel) {
		Map<String, Long> erased = new HashMap<>();
		found.forEach((one) -> erased.put(one.text("digest"), one.number("upTo")));
		List<Event> dropped = group.events()
			.stream()
			.filter((event) -> isErased(event, group, channel, erased))
			.toList();
		this.meters.counter("switchboard.erased.dropped").increment(dropped.size());
		return group.with(dropped);
	}

	/** The group without that part. */
	EventGroup left(@Variable("group") EventGroup group, @Variable("dropped") EventGroup dropped) {
		Set<Event> erased = new HashSet<>(dropped.events());
		return group.with(group.events().stream().filter((event) -> !erased.contains(event)).toList());
	}

	/**
	 * The rows of {@code erase-remains}: messages that may have been stored in part when
	 * their delivery was interrupted, before their person was erased.
	 */
	List<Map<String, Object>> remains(@Variable("dropped") EventGroup dropped,
			@Variable("channel") ChannelOwner channel) {
		return STORE_A_MESSAGE.contains(dropped.kind()) ? dropped.events()
			.stream()
			.map((event) -> Map.<String, Object>of("key",
					channel.userId() + "/" + channel.key() + "/" + event.text("id"), "whole",
					!STATUS.equals(dropped.kind())))
			.toList() : List.of();
	}

	/** Whether there was something, so that there may be more. */
	boolean goesOn(@Body Object found) {
		return !this.camel.isStopping() && !(found instanceof List<?> list && list.isEmpty());
	}

	/** Parameters of {@code find-erasable}. */
	Map<String, Object> due() {
		return Map.of("before", this.clock.instant().minus(this.properties.delay()).atZone(ZoneOffset.UTC));
	}

	/** The rows of {@code erase-message}. */
	List<Map<String, Object>> messages(@Variable("contacts") List<GraphRecord> contacts) {
		List<Map<String, Object>> rows = new ArrayList<>();
		for (GraphRecord contact : contacts) {
			contact.texts("messages").forEach((key) -> rows.add(Map.of("key", key, "digest", this.digests.of(key))));
		}
		return rows;
	}

	/** The rows of {@code erase-contact}. */
	List<Map<String, Object>> people(List<GraphRecord> contacts) {
		return contacts.stream()
			.map((contact) -> Map.of("contactId", contact.get("contactId"), "userId", contact.get("userId"),
					"identities",
					contact.records("identities").stream().map((identity) -> identity.text("key")).toList(), "digests",
					contact.records("identities")
						.stream()
						.map((identity) -> upToLeft(identity, "digest", this.digests.of(identity.text("key"))))
						.toList()))
			.toList();
	}

	/** Parameters of {@code find-held-about}, for one of those that are erased. */
	Map<String, Object> heldAbout(GraphRecord contact) {
		return Map.of("periods", this.periods.of(contact.text("userId")), "addresses",
				contact.records("identities")
					.stream()
					.map((identity) -> upToLeft(identity, "text", unmistakable(identity.text("value"))))
					.toList());
	}

	private static String unmistakable(String value) {
		return (value.length() < UNMISTAKABLE) ? '"' + value + '"' : value;
	}

	private static Map<String, Object> upToLeft(GraphRecord identity, String name, String value) {
		Map<String, Object> address = new HashMap<>();
		address.put(name, value);
		address.put("leftAt", identity.get("leftAt"));
		return address;
	}

	/** The rows of {@code key-digest}. */
	List<Map<String, Object>> keyed(@Body List<GraphRecord> plain) {
		return plain.stream()
			.map((erased) -> Map.<String, Object>of("plain", erased.text("plain"), "digest",
					this.digests.keyed(erased.text("plain"))))
			.toList();
	}

	private boolean isErased(Event event, EventGroup group, ChannelOwner channel, Map<String, Long> erased) {
		if (message(event, channel).anyMatch(erased::containsKey)) {
			return true;
		}
		long at = time(event, group);
		return people(event, channel).map(erased::get).anyMatch((upTo) -> upTo != null && at <= upTo);
	}

	private Stream<String> message(Event event, ChannelOwner channel) {
		return Stream.ofNullable(event.text("id"))
			.map((id) -> channel.userId() + "/" + channel.key() + "/" + id)
			.flatMap((key) -> this.digests.ifAny(key).stream());
	}

	@SuppressWarnings("unchecked")
	private Stream<String> people(Event event, ChannelOwner channel) {
		List<Map<String, String>> also = (List<Map<String, String>>) event.fields().getOrDefault("also", List.of());
		return Stream
			.concat(Stream.ofNullable(event.text("contact")), also.stream().map((other) -> other.get("contact")))
			.map((address) -> Identity.of(channel.userId(), address).key())
			.flatMap((key) -> this.digests.ifAny(key).stream());
	}

	private static long time(Event event, EventGroup group) {
		Object at = event.fields().getOrDefault("at", event.fields().get("sentAt"));
		return (at instanceof Number millis) ? millis.longValue() : group.receivedAt().toEpochMilli();
	}

}
