package dev.switchboard.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.switchboard.event.Event;
import dev.switchboard.event.EventGroup;

/**
 * Deliveries of one text message each, all of people who are known by their phone alone.
 *
 * @param contacts people who write
 * @param channels channels that they write to, each of a user of its own
 */
record Deliveries(int contacts, int channels) implements Traffic {

	private static final String ID = "wamid.HBgMOTE5OTAwMTEyMjMzFQIAEhgU";

	private static final long FIRST_SENT_AT = 1_760_000_000;

	/** Prime, so that neighbours in a batch are not neighbours in the graph. */
	private static final long STRIDE = 7919;

	int contact(int number) {
		return (int) (number * STRIDE % this.contacts);
	}

	String userId(int channel) {
		return "bench-%05d".formatted(channel);
	}

	String phoneNumberId(int channel) {
		return "1%011d".formatted(channel);
	}

	String channelKey(int channel) {
		return "whatsapp:" + phoneNumberId(channel);
	}

	/** Who must have sent it: user and phone. */
	private String sender(int number) {
		return sender(userId(channel(contact(number))), phone(contact(number)));
	}

	static String sender(String userId, String phone) {
		return userId + "/" + phone;
	}

	@Override
	public IntStream shownBy(StoredMessage message) {
		return IntStream.of(number(message.id()))
			.filter((number) -> number >= 0 && message.senders().contains(sender(number)));
	}

	/** The number in an id, or -1 when it is none of these. */
	static int number(String id) {
		return id.startsWith(ID) ? Integer.parseInt(id.substring(ID.length())) : -1;
	}

	@Override
	public byte[] body(int number) {
		int contact = contact(number);
		String phone = phone(contact);
		return """
				{"object":"whatsapp_business_account","entry":[{"id":"104","changes":[{"field":"messages",\
				"value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"15550783881",\
				"phone_number_id":"%s"},"contacts":[{"profile":{"name":"%s"},"wa_id":"%s"}],\
				"messages":[{"from":"%s","id":"%s","timestamp":"%d","type":"text","text":{"body":"%s"}}]}}]}]}"""
			.formatted(phoneNumberId(channel(contact)), name(contact), phone, phone, id(number), sentAt(number),
					text(number))
			.getBytes(StandardCharsets.UTF_8);
	}

	/** The row that the application makes of it. */
	Map<String, Object> row(int number) {
		int contact = contact(number);
		String channel = channelKey(channel(contact));
		Event event = new Event(Map.of("channel", channel, "kind", "message", "id", id(number), "contact",
				"wa:" + phone(contact), "name", name(contact), "phone", phone(contact), "type", "text", "text",
				text(number), "sentAt", sentAt(number) * 1000), null);
		Map<String, Object> row = new HashMap<>();
		new EventGroup("whatsapp", null, channel, "message", null, Instant.now(), List.of(event))
			.rowsOf(userId(channel(contact)), 0)
			.getFirst()
			.forEach((name, value) -> row.put("p_" + name, value));
		row.put("ordinal", (long) number);
		return row;
	}

	/** The row of {@code bench/cypher/smallest-write.cypher}. */
	Map<String, Object> smallestRow(int number) {
		int contact = contact(number);
		int channel = channel(contact);
		return Map.of("ordinal", number, "user", userId(channel), "channel", channelKey(channel), "contact",
				userId(channel) + "/" + phone(contact), "id", id(number), "type", "text", "text", text(number), "sentAt",
				sentAt(number) * 1000);
	}

	int channel(int contact) {
		return contact % this.channels;
	}

	static String id(int number) {
		return ID + "%012d".formatted(number);
	}

	static long sentAt(int number) {
		return FIRST_SENT_AT + number / 1000;
	}

	static String phone(int contact) {
		return "91%010d".formatted(contact);
	}

	static String name(int contact) {
		return "Contact " + contact;
	}

	static String text(int number) {
		return "Hello, where is my order %d? It should have been here on Monday.".formatted(number);
	}

}
