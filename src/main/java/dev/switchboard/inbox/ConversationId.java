package dev.switchboard.inbox;

import java.util.Map;
import java.util.Optional;

/**
 * What a conversation is known by. The contact's id in it can be one that the contact has
 * no more, because two proved to be one: it still leads there.
 *
 * @param channel key of the channel
 * @param contact an id of the contact
 */
record ConversationId(String channel, String contact) {

	/** Reads the key of a Conversation node. */
	static ConversationId of(String key) {
		int end = key.lastIndexOf('/');
		return new ConversationId(key.substring(0, end), key.substring(end + 1));
	}

	/** Reads what the API shows; empty when no conversation is shown like that. */
	static Optional<ConversationId> parse(String id) {
		return PublicId.key(id).filter((key) -> key.indexOf('/') > 0).map(ConversationId::of);
	}

	Map<String, Object> parameters() {
		return Map.of("channel", this.channel, "contact", this.contact);
	}

}
