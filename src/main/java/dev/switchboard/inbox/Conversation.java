package dev.switchboard.inbox;

import java.time.Duration;
import java.time.Instant;

import dev.switchboard.cypher.GraphRecord;

/**
 * All messages between a contact and a channel, as the API shows them.
 *
 * @param id public id
 * @param channel the channel
 * @param contact with whom it is
 * @param lastMessageAt time of the newest message; null when none has come
 * @param lastMessage the newest message; null when none has come
 * @param lastInboundAt time of the newest message that the person wrote; null when none
 * has come
 * @param unansweredSince the same time while no answer is as new, else null
 * @param unread whether the person wrote later than what the user has seen
 * @param replyUntil until when the platform lets the business answer freely, also when
 * that has passed; null when the person has not written
 */
record Conversation(String id, ConversationChannel channel, ConversationContact contact, Instant lastMessageAt,
		LastMessage lastMessage, Instant lastInboundAt, Instant unansweredSince, boolean unread, Instant replyUntil) {

	/** The customer service window of Meta's platforms. */
	private static final Duration WINDOW = Duration.ofHours(24);

	static Conversation of(GraphRecord row) {
		return new Conversation(PublicId.of(row.text("key")),
				new ConversationChannel(row.text("channel"), row.text("channelType"), row.text("channelName")),
				new ConversationContact(row.text("contact"), row.text("name"), row.text("phone"), row.text("username")),
				row.time("lastMessageAt"),
				(row.text("lastMessage") != null) ? new LastMessage(PublicId.ofMessage(row.text("lastMessage")),
						row.text("direction"), row.text("type"), row.text("text"), row.flag("revoked")) : null,
				row.time("lastInboundAt"), row.time("unansweredSince"),
				isUnread(row.time("lastInboundAt"), row.time("seenUpTo")), replyUntil(row.time("lastInboundAt")));
	}

	/**
	 * Until when the business may answer freely.
	 * @param lastInboundAt when the person wrote last, or null
	 */
	static Instant replyUntil(Instant lastInboundAt) {
		return (lastInboundAt != null) ? lastInboundAt.plus(WINDOW) : null;
	}

	private static boolean isUnread(Instant lastInboundAt, Instant seenUpTo) {
		return lastInboundAt != null && (seenUpTo == null || lastInboundAt.isAfter(seenUpTo));
	}

	/**
	 * The channel of a conversation.
	 *
	 * @param key what lists are filtered by
	 * @param type the platform
	 * @param name what its owner calls it; null when the user owns it no more
	 */
	record ConversationChannel(String key, String type, String name) {
	}

	/**
	 * The contact of a conversation.
	 *
	 * @param id the contact's
	 * @param name the newest name that the platform gave
	 * @param phone digits only
	 * @param username what the person calls himself on the platform
	 */
	record ConversationContact(String id, String name, String phone, String username) {
	}

	/**
	 * What was said last.
	 *
	 * @param id public id of the message
	 * @param direction {@code inbound} or {@code outbound}
	 * @param type the platform's word
	 * @param text null when it says nothing in words, or was revoked
	 * @param revoked whether it was deleted for everyone
	 */
	record LastMessage(String id, String direction, String type, String text, boolean revoked) {
	}

}
