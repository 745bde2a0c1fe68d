package dev.switchboard.contact;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.switchboard.event.EventRow;
import dev.switchboard.event.Identity;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import org.apache.camel.Body;
import org.apache.camel.Variable;

import org.springframework.stereotype.Component;

/**
 * Steps of {@code know-contacts}. A person with one address needs nothing before the
 * statement that wants the contact: should it miss the contact, the route makes it and
 * runs the statement again. What shows that two addresses are one person's must be
 * recorded, and is remembered, so that it is recorded once and not with every message.
 * What is remembered can be out of date when nodes were deleted; a statement that misses
 * a contact makes the route forget it.
 */
@Component("contacts")
class KnownContacts {

	private static final Duration REMEMBERED = Duration.ofDays(1);

	/** They take some 30 MB. */
	private static final int MOST = 100_000;

	private static final String IDENTITY_KEY = "identityKey";

	/**
	 * The earliest time of what is recorded, by the identity that gave it and the channel
	 * that it was seen on.
	 */
	private final Cache<String, Map<String, Long>> known = Caffeine.newBuilder()
		.expireAfterWrite(REMEMBERED)
		.maximumSize(MOST)
		.recordStats()
		.build();

	KnownContacts(MeterRegistry meters) {
		CaffeineCacheMetrics.monitor(meters, this.known, "contacts");
	}

	/** Whether some row gives evidence that may not be recorded yet. */
	boolean anyUnknown(@Body List<EventRow> rows) {
		return rows.stream().anyMatch(this::isUnknown);
	}

	/** The rows whose evidence may not be recorded yet. */
	List<EventRow> unknown(@Body List<EventRow> rows) {
		return rows.stream().filter(this::isUnknown).toList();
	}

	/**
	 * The rows of {@code cypher:contacts/merge-contact}: one for each address that gets a
	 * contact.
	 */
	List<Map<String, Object>> newcomers(@Body List<EventRow> rows) {
		Map<String, Map<String, Object>> newcomers = new LinkedHashMap<>();
		rows.forEach((row) -> firsts(row)
			.forEach((first) -> newcomers.putIfAbsent(place(first, row), newcomer(row, first))));
		return List.copyOf(newcomers.values());
	}

	/** Those rows whose contacts, in the body, the graph took. */
	List<EventRow> made(@Variable("unknown") List<EventRow> rows, @Body List<Map<String, Object>> taken) {
		Set<String> places = taken.stream()
			.map((row) -> place((String) row.get(IDENTITY_KEY), row.get("channel")))
			.collect(Collectors.toSet());
		return rows.stream()
			.filter((row) -> firsts(row).allMatch((first) -> places.contains(place(first, row))))
			.toList();
	}

	/**
	 * The rows of {@code cypher:contacts/introduce-contact} and
	 * {@code cypher:contacts/record-evidence}, for what the given rows show.
	 */
	List<Map<String, Object>> evidence(@Body List<EventRow> rows) {
		return rows.stream().flatMap((row) -> row.also().stream().map((also) -> evidence(row, also))).toList();
	}

	/** The rows of {@code cypher:contacts/confirm-joined}: whom the evidence is about. */
	List<Map<String, Object>> identities(@Body List<Map<String, Object>> evidence) {
		return evidence.stream()
			.flatMap((row) -> Stream.of(row.get("firstKey"), row.get(IDENTITY_KEY), row.get("otherKey"))
				.map((key) -> Map.of(IDENTITY_KEY, key, "userId", row.get("userId"))))
			.distinct()
			.toList();
	}

	/** From now on the evidence of these rows is recorded. */
	void remember(@Variable("unknown") List<EventRow> rows) {
		rows.forEach(
				(row) -> this.known.asMap()
					.merge(place(row.identity(), row), row.also()
						.stream()
						.collect(Collectors.toUnmodifiableMap(KnownContacts::seen, (also) -> row.time(), Math::min)),
							KnownContacts::earliest));
	}

	private static Map<String, Long> earliest(Map<String, Long> some, Map<String, Long> others) {
		Map<String, Long> all = new HashMap<>(some);
		others.forEach((seen, time) -> all.merge(seen, time, Math::min));
		return Map.copyOf(all);
	}

	private static String seen(Map<String, String> also) {
		return also.get("why") + " " + also.get("contact");
	}

	/** What these rows show may not be recorded any more. */
	void forget(@Body List<EventRow> rows) {
		rows.stream()
			.filter((row) -> row.identity() != null)
			.forEach((row) -> this.known.invalidate(place(row.identity(), row)));
	}

	// What was seen earlier than what is recorded counts as new: of two people who were
	// seen with one number the first one has it.
	private boolean isUnknown(EventRow row) {
		List<Map<String, String>> also = row.also();
		if (also.isEmpty()) {
			return false;
		}
		Map<String, Long> recorded = this.known.getIfPresent(place(row.identity(), row));
		return recorded == null
				|| also.stream().anyMatch((one) -> recorded.getOrDefault(seen(one), Long.MAX_VALUE) > row.time());
	}

	private static String place(Identity identity, EventRow row) {
		return place(identity.key(), row.channel());
	}

	private static String place(String identityKey, Object channel) {
		return identityKey + " " + channel;
	}

	private static Stream<Identity> firsts(EventRow row) {
		return row.also().stream().map((also) -> first(row.identity(), other(row, also)));
	}

	// The lesser of two addresses gives the contact its id, whichever order they come in:
	// a contact that is made for it needs no other one afterwards.
	private static Identity first(Identity own, Identity other) {
		return (own.contactId().compareTo(other.contactId()) <= 0) ? own : other;
	}

	private static Identity other(EventRow row, Map<String, String> also) {
		return Identity.of(row.identity().userId(), also.get("contact"));
	}

	private static Map<String, Object> newcomer(EventRow row, Identity first) {
		return Map.of("channel", row.channel(), "userId", first.userId(), IDENTITY_KEY, first.key(), "scheme",
				first.scheme(), "value", first.value(), "contactId", first.contactId(), "since", row.get("since"),
				"receivedAt", row.get("receivedAt"));
	}

	private static Map<String, Object> evidence(EventRow row, Map<String, String> also) {
		Identity own = row.identity();
		Identity other = other(row, also);
		return Map.ofEntries(Map.entry("userId", own.userId()), Map.entry("firstKey", first(own, other).key()),
				Map.entry(IDENTITY_KEY, own.key()), Map.entry("scheme", own.scheme()), Map.entry("value", own.value()),
				Map.entry("contactId", own.contactId()), Map.entry("otherKey", other.key()),
				Map.entry("otherScheme", other.scheme()), Map.entry("otherValue", other.value()),
				Map.entry("otherContactId", other.contactId()), Map.entry("why", also.get("why")),
				Map.entry("at", row.time()), Map.entry("channel", row.channel()), Map.entry("since", row.get("since")),
				Map.entry("receivedAt", row.get("receivedAt")),
				Map.entry("left", row.isLeft(own.scheme() + ":" + own.value())),
				Map.entry("otherLeft", row.isLeft(also.get("contact"))));
	}

}
