package dev.switchboard.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.switchboard.Platform;

/**
 * Makes up what the platforms send: mostly a text each, on channels of two users who know
 * the same people; sometimes several on several channels, a status before the message
 * that it is about, something for a channel that nobody has connected, or no JSON at all.
 * No message id comes twice.
 */
final class Deliveries {

	private static final int PEOPLE = 300;

	private static final int LARGE_AT_ONCE = 10;

	/** A megabyte of people who have nothing to do with the message. */
	private static final String STRANGERS = IntStream.range(0, 4_000)
		.mapToObj((i) -> "{\"wa_id\":\"4918%06d\",\"profile\":{\"name\":\"%s\"}}".formatted(i, "N".repeat(220)))
		.collect(Collectors.joining(","));

	private final Random random;

	private int last;

	private final boolean large;

	/** Those that a copy takes at once, however many come. */
	Deliveries(long seed) {
		this(seed, false);
	}

	/**
	 * Prepares deliveries.
	 * @param seed decides what comes
	 * @param large whether some are so large, and so many, that a copy does not take all
	 * at once
	 */
	Deliveries(long seed, boolean large) {
		this.random = new Random(seed);
		this.large = large;
	}

	/** Returns what is sent next: one delivery, or several that belong together. */
	List<Delivery> next() {
		int dice = this.random.nextInt(100);
		if (dice < 46) {
			return List.of(texts(List.of(oneOf(Account.NUMBERS))));
		}
		if (dice < 54) {
			return List.of(texts(List.of(Account.CHANGING_NUMBER)));
		}
		if (dice < 55) {
			return (this.random.nextInt(3) == 0 && this.large) ? large() : List.of(deep());
		}
		if (dice < 65) {
			return List.of(message("messenger", "page", Account.BOBS_PAGE));
		}
		if (dice < 75) {
			return List.of(message("instagram", "instagram", Account.ALICES_SHOP));
		}
		if (dice < 82) {
			return List.of(texts(List.of(Account.CAROLS_NUMBER)));
		}
		if (dice < 85) {
			return List.of(texts(List.of(Account.NOBODYS_NUMBER)));
		}
		if (dice < 92) {
			return List.of(texts(List.of(Account.BOBS_NUMBER, Account.ALICES_NUMBER, Account.BOBS_NUMBER,
					Account.CAROLS_NUMBER, Account.NOBODYS_NUMBER)));
		}
		return (dice < 98) ? statusAndEcho(oneOf(Account.NUMBERS)) : List.of(unreadable());
	}

	private Delivery texts(List<Account> accounts) {
		List<LedgerEvent> events = new ArrayList<>();
		String entries = accounts.stream().map((account) -> {
			LedgerEvent event = new LedgerEvent(LedgerEvent.Kind.text, nextId(), account, person());
			events.add(event);
			return change(account, "messages",
					"\"messages\":[%s]".formatted(Platform.text(event.person(), event.id(), "Hello")));
		}).collect(Collectors.joining(","));
		return Delivery.of("whatsapp", whatsapp(entries), events);
	}

	private List<Delivery> statusAndEcho(Account account) {
		LedgerEvent status = new LedgerEvent(LedgerEvent.Kind.status, nextId(), account, person());
		LedgerEvent echo = new LedgerEvent(LedgerEvent.Kind.echo, status.id(), account, status.person());
		String statusOf = """
				"statuses":[{"id":"%s","status":"delivered","timestamp":"1760000000","recipient_id":"%s"}]"""
			.formatted(status.id(), status.person());
		String echoOf = """
				"message_echoes":[{"from":"1555","to":"%s","id":"%s","timestamp":"1760000000","type":"text",\
				"text":{"body":"How may I help?"}}]""".formatted(status.person(), status.id());
		return List.of(Delivery.of("whatsapp", whatsapp(change(account, "messages", statusOf)), List.of(status)),
				Delivery.of("whatsapp", whatsapp(change(account, "message_echoes", echoOf)), List.of(echo)));
	}

	private Delivery message(String provider, String object, Account account) {
		LedgerEvent event = new LedgerEvent(LedgerEvent.Kind.text, nextId(), account, person());
		return Delivery.of(provider, """
				{"object":"%s","entry":[{"id":"%s","time":1760000001000,"messaging":[{"sender":{"id":"%s"},\
				"recipient":{"id":"%s"},"timestamp":1760000000000,"message":{"mid":"%s","text":"Hello"}}]}]}"""
			.formatted(object, account.id(), event.person(), account.id(), event.id()), List.of(event));
	}

	private Delivery unreadable() {
		LedgerEvent event = new LedgerEvent(LedgerEvent.Kind.unreadable, nextId(), null, null);
		return Delivery.of("whatsapp", "%s is not JSON".formatted(event.id()), List.of(event));
	}

	/** Deeper than anything that reads it could follow. */
	private Delivery deep() {
		LedgerEvent event = new LedgerEvent(LedgerEvent.Kind.unreadable, nextId(), null, null);
		int levels = 200 + this.random.nextInt(790);
		return Delivery.of("whatsapp", "{\"%s\":%s%s}".formatted(event.id(), "[".repeat(levels), "]".repeat(levels)),
				List.of(event));
	}

	/** Many at once that each take more memory than a copy has to spare. */
	private List<Delivery> large() {
		return IntStream.range(0, LARGE_AT_ONCE).mapToObj((i) -> {
			LedgerEvent event = new LedgerEvent(LedgerEvent.Kind.text, nextId(), oneOf(Account.NUMBERS), person());
			return Delivery
				.of("whatsapp",
						whatsapp(change(event.account(), "messages", "\"contacts\":[%s],\"messages\":[%s]"
							.formatted(STRANGERS, Platform.text(event.person(), event.id(), "Hello")))),
						List.of(event));
		}).toList();
	}

	private static String whatsapp(String changes) {
		return """
				{"object":"whatsapp_business_account","entry":[{"id":"104","changes":[%s]}]}""".formatted(changes);
	}

	private static String change(Account account, String field, String content) {
		return """
				{"field":"%s","value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"1555",\
				"phone_number_id":"%s"},%s}}""".formatted(field, account.id(), content);
	}

	private Account oneOf(List<Account> accounts) {
		return accounts.get(this.random.nextInt(accounts.size()));
	}

	private String person() {
		return person(this.random);
	}

	static String person(Random random) {
		return "4917%04d".formatted(random.nextInt(PEOPLE));
	}

	private String nextId() {
		return Ids.of(++this.last);
	}

}
