package dev.switchboard.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * A user's hundred thousand contacts and million messages, a second apart, on three
 * channels; of the ten messages with each the ninth is an answer. And some events that
 * are held.
 *
 * @param userId whose
 */
record InboxData(String userId) {

	private static final int CONTACTS = 100_000;

	private static final int MESSAGES = 1_000_000;

	private static final int HELD = 30_000;

	private static final int CHANNELS = 3;

	private static final int AT_ONCE = 5_000;

	private static final long FIRST_SENT_AT = 1_760_000_000;

	/** Prime to the number of contacts, so that neighbours in time are strangers. */
	private static final int STRIDE = 7919;

	private static final List<String> DAYS = List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
			"Sunday");

	/** Writes it all. */
	void fill(Database database) {
		IntStream.range(0, CHANNELS)
			.forEach((channel) -> database.query("bench/cypher/connect-channel.cypher",
					Map.of("userId", this.userId, "key", channelKey(channel), "externalId", externalId(channel))));
		fill(database, "fill-contacts", CONTACTS, this::contact);
		fill(database, "fill-messages", MESSAGES, this::message);
		IntStream.range(0, CHANNELS)
			.forEach((channel) -> database.query("bench/cypher/fill-held.cypher",
					Map.of("key", channelKey(channel), "events", HELD / CHANNELS)));
		database.query("bench/cypher/await-full-text.cypher", Map.of());
	}

	String anyChannel() {
		return channelKey(1);
	}

	/** Meta's id of that channel's number. */
	String anyNumber() {
		return externalId(1);
	}

	/** The time of all messages, as a query. */
	String period() {
		return "from=%s&until=%s".formatted(Instant.ofEpochSecond(FIRST_SENT_AT),
				Instant.ofEpochSecond(FIRST_SENT_AT + MESSAGES));
	}

	/** A word that one message has. */
	String rareWord() {
		return Integer.toString(MESSAGES / 2);
	}

	/** A word that a seventh of the messages has. */
	String commonWord() {
		return DAYS.getFirst();
	}

	/** A word that every message has. */
	String everyWord() {
		return "order";
	}

	private void fill(Database database, String statement, int count, IntFunction<Map<String, Object>> row) {
		for (int from = 0; from < count; from += AT_ONCE) {
			database.query("bench/cypher/" + statement + ".cypher", Map.of("userId", this.userId, "rows",
					IntStream.range(from, Math.min(count, from + AT_ONCE)).mapToObj(row).toList()));
		}
	}

	// The contacts are numbered by their first messages: every round of messages is one of
	// each, in this order.
	private Map<String, Object> contact(int number) {
		int contact = contactOf(number);
		return Map.of("contact", contactId(contact), "phone", phone(contact), "channel",
				channelKey(contact % CHANNELS), "first", FIRST_SENT_AT + number, "last",
				FIRST_SENT_AT + MESSAGES - CONTACTS + number, "answered",
				FIRST_SENT_AT + MESSAGES - 2 * CONTACTS + number);
	}

	private Map<String, Object> message(int number) {
		int contact = contactOf(number);
		return Map.of("contact", contactId(contact), "phone", phone(contact), "channel",
				channelKey(contact % CHANNELS), "id", "wamid.%012d".formatted(number), "direction",
				(number / CONTACTS == MESSAGES / CONTACTS - 2) ? "outbound" : "inbound", "sentAt",
				FIRST_SENT_AT + number, "text", "Hello, where is my order %d? It should have been here on %s."
					.formatted(number, DAYS.get(number % DAYS.size())));
	}

	private static int contactOf(int message) {
		return (int) ((long) message * STRIDE % CONTACTS);
	}

	private static String externalId(int channel) {
		return "2%011d".formatted(channel);
	}

	private static String channelKey(int channel) {
		return "whatsapp:" + externalId(channel);
	}

	private static String phone(int contact) {
		return "92%010d".formatted(contact);
	}

	private String contactId(int contact) {
		return UUID.nameUUIDFromBytes((this.userId + "/wa/" + phone(contact)).getBytes(StandardCharsets.UTF_8))
			.toString();
	}

}
