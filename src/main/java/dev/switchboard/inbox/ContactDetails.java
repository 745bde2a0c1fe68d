package dev.switchboard.inbox;

import java.time.Instant;
import java.util.List;

import dev.switchboard.cypher.GraphRecord;

/**
 * What only a single contact is shown with: its fields are fields of the contact.
 *
 * @param conversations those with the contact, the one with the newest message first
 * @param evidence what shows which addresses are this person's, the oldest first
 * @param marketing whether the person wants marketing messages: {@code stop},
 * {@code resume}, or null when the person has not said it
 */
record ContactDetails(List<ContactConversation> conversations, List<Evidence> evidence, String marketing) {

	static ContactDetails of(GraphRecord row) {
		return new ContactDetails(row.records("conversations").stream().map(ContactConversation::of).toList(),
				row.records("evidence").stream().map(Evidence::of).toList(), row.text("marketing"));
	}

	/**
	 * A conversation with the contact.
	 *
	 * @param id public id
	 * @param channel the channel
	 * @param lastMessageAt time of the newest message
	 * @param replyUntil until when the platform lets the business answer freely, also
	 * when that has passed; null when the person has not written
	 */
	record ContactConversation(String id, Conversation.ConversationChannel channel, Instant lastMessageAt,
			Instant replyUntil) {

		private static ContactConversation of(GraphRecord row) {
			return new ContactConversation(PublicId.of(row.text("key")),
					new Conversation.ConversationChannel(row.text("channel"), row.text("channelType"),
							row.text("channelName")),
					row.time("lastMessageAt"), Conversation.replyUntil(row.time("lastInboundAt")));
		}

	}

	/**
	 * What shows that two addresses are one person's.
	 *
	 * @param one an address
	 * @param other another one
	 * @param why what was seen, see docs/graph.md
	 * @param at since when, by the platform's time
	 * @param refused why it does not count; null when it does
	 */
	record Evidence(Contact.Address one, Contact.Address other, String why, Instant at, String refused) {

		private static Evidence of(GraphRecord row) {
			return new Evidence(Contact.Address.of(row.record("one")), Contact.Address.of(row.record("other")),
					row.text("why"), row.time("at"), row.text("refused"));
		}

	}

}
