package dev.switchboard.bench;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

/**
 * Traffic as a shop has it: every message names phone, user id and profile, and for every
 * second message of a person one of the shop's own is delivered and read. Of ten messages
 * seven are of people who write all the time, two of people who are known but have not
 * written since the application was started, and one is of somebody new.
 *
 * @param deliveries whose channels and ids these are
 * @param first number of the first delivery
 */
record RealTraffic(Deliveries deliveries, int first) implements Traffic {

	/** Two messages, then a receipt that something has arrived and one that it was read. */
	private static final int ROUND = 4;

	private static final int MESSAGES_OF_ROUND = 2;

	private static final String OUTBOUND = "wamid.HBgMOTE5OTAwMTEyMjMzFQIAERgS";

	/**
	 * Numbers of people who are introduced begin here. Nobody knows them by their phone alone,
	 * so that no phase measures how a user id joins what was stored under a phone.
	 */
	private static final int KNOWN = 100_000_000;

	private static final int NEW = 500_000_000;

	/** How many people who do not write all the time so many deliveries need. */
	static int quietPeople(int deliveries) {
		return deliveries / 10 + MESSAGES_OF_ROUND;
	}

	/** The body by which one of those who are known writes for the first time. */
	byte[] introduction(int number) {
		return message(number, KNOWN + number - this.first);
	}

	@Override
	public byte[] body(int number) {
		return switch ((number - this.first) % ROUND) {
			case 0, 1 -> message(number, person(number));
			case 2 -> receipt(number, number, "delivered");
			default -> receipt(number, number - 1, "read");
		};
	}

	@Override
	public IntStream shownBy(StoredMessage message) {
		if (message.id().startsWith(OUTBOUND)) {
			int number = Integer.parseInt(message.id().substring(OUTBOUND.length()));
			return IntStream.concat(message.delivered() ? IntStream.of(number) : IntStream.empty(),
					message.read() ? IntStream.of(number + 1) : IntStream.empty());
		}
		return IntStream.of(Deliveries.number(message.id()))
			.filter((number) -> number >= 0 && message.senders().contains(sender(person(number))));
	}

	private String sender(int person) {
		return Deliveries.sender(this.deliveries.userId(this.deliveries.channel(person)), Deliveries.phone(person));
	}

	/** Who writes the message of a delivery. */
	private int person(int number) {
		int message = (number - this.first) / ROUND * MESSAGES_OF_ROUND + (number - this.first) % ROUND;
		return switch (message % 10) {
			case 7, 8 -> KNOWN + this.deliveries.contacts() + message / 10 * 2 + message % 10 - 7;
			case 9 -> NEW + message / 10;
			default -> KNOWN + this.deliveries.contact(number);
		};
	}

	private byte[] message(int number, int person) {
		return body(person, """
				"messages":[{"from":"%s","from_user_id":"%s","id":"%s","timestamp":"%d","type":"text","text":{"body":"%s"}}]"""
			.formatted(Deliveries.phone(person), bsuid(person), Deliveries.id(number), Deliveries.sentAt(number),
					Deliveries.text(number)));
	}

	private byte[] receipt(int number, int outbound, String status) {
		int person = KNOWN + this.deliveries.contact(outbound);
		return body(person, """
				"statuses":[{"id":"%s","status":"%s","timestamp":"%d","recipient_id":"%s","recipient_user_id":"%s",\
				"pricing":{"billable":true,"pricing_model":"PMP","type":"regular","category":"utility"}}]"""
			.formatted(OUTBOUND + "%012d".formatted(outbound), status, Deliveries.sentAt(number),
					Deliveries.phone(person), bsuid(person)));
	}

	private byte[] body(int person, String events) {
		return """
				{"object":"whatsapp_business_account","entry":[{"id":"104","changes":[{"field":"messages",\
				"value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"15550783881",\
				"phone_number_id":"%s"},"contacts":[{"profile":{"name":"%s"},"wa_id":"%s","user_id":"%s"}],%s}}]}]}"""
			.formatted(this.deliveries.phoneNumberId(this.deliveries.channel(person)), Deliveries.name(person),
					Deliveries.phone(person), bsuid(person), events)
			.getBytes(StandardCharsets.UTF_8);
	}

	private static String bsuid(int person) {
		return "IN.%015d".formatted(person);
	}

}
