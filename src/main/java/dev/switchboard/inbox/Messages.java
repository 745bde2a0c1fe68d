package dev.switchboard.inbox;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.switchboard.channel.ChannelPeriods;

import org.springframework.stereotype.Component;

/** Looks messages up and makes pages of them. */
@Component
class Messages {

	private final Reader reader;

	private final ChannelPeriods periods;

	Messages(Reader reader, ChannelPeriods periods) {
		this.reader = reader;
		this.periods = periods;
	}

	/** Those on all channels, or on one. */
	Page<Message> list(String userId, PageRequest page, String channel) {
		Map<String, Object> parameters = page.parameters(userId);
		parameters.put("channel", channel);
		return page(userId, page, "inbox/list-messages", parameters);
	}

	/**
	 * Those with one contact.
	 * @param contact an id of the contact
	 * @param channel key of a channel, or null for all
	 * @param words parts of the text, in lower case, each of which must be there
	 */
	Page<Message> with(String userId, PageRequest page, String contact, String channel, List<String> words) {
		Map<String, Object> parameters = page.parameters(userId);
		parameters.put("contact", contact);
		parameters.put("channel", channel);
		parameters.put("words", words);
		return page(userId, page, "inbox/list-contact-messages", parameters);
	}

	/** Those that have all of some words, on all channels or on one. */
	Page<Message> search(String userId, PageRequest page, String channel, SearchWords words) {
		Map<String, Object> parameters = page.parameters(userId);
		parameters.put("channel", channel);
		parameters.put("query", words.fullText(userId, channel));
		return page(userId, page, "inbox/search-messages", parameters);
	}

	/** The user's messages with these keys. */
	Map<String, Message> show(String userId, List<String> keys) {
		Map<String, Message> shown = new HashMap<>();
		show(keys.stream().map((key) -> new Wanted(userId, key)).toList())
			.forEach((wanted, message) -> shown.put(wanted.key(), message));
		return shown;
	}

	/** Messages of several users. */
	Map<Wanted, Message> show(Collection<Wanted> wanted) {
		Map<Wanted, Message> shown = new HashMap<>();
		this.reader.read("inbox/show-messages", Map.of("wanted", wanted.stream().map(Wanted::parameters).toList()))
			.forEach((row) -> shown.put(new Wanted(row.text("userId"), row.text("key")), Message.of(row)));
		return shown;
	}

	/** Where one of the user's messages came from. */
	Optional<MessageDelivery> delivery(String userId, String key) {
		return this.reader
			.read("inbox/show-delivery", Map.of("userId", userId, "key", key, "periods", this.periods.of(userId)))
			.stream()
			.findAny()
			.map(MessageDelivery::of);
	}

	private Page<Message> page(String userId, PageRequest page, String statement, Map<String, Object> parameters) {
		return page.page(this.reader.read(statement, parameters), (keys) -> show(userId, keys));
	}

	/**
	 * A message that somebody wants to see.
	 *
	 * @param userId who
	 * @param key key of the message
	 */
	record Wanted(String userId, String key) {

		private Map<String, Object> parameters() {
			return Map.of("userId", this.userId, "key", this.key);
		}

	}

}
