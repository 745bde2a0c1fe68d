package dev.switchboard.inbox;

import java.time.Instant;
import java.util.List;

import dev.switchboard.cypher.GraphRecord;

/**
 * A message as the API shows it.
 *
 * @param id public id
 * @param channel key of the channel that it came in on or went out by
 * @param conversation id of its conversation
 * @param contact who wrote it, or to whom it went
 * @param direction {@code inbound} or {@code outbound}
 * @param type the platform's word
 * @param text what it says; null when it says nothing in words, or was revoked
 * @param sentAt the platform's time
 * @param receivedAt ours
 * @param status how far an outbound message has come
 * @param edited whether the text was changed
 * @param revoked whether it was deleted for everyone
 * @param replyTo id of the message that it answers, which may not have come
 * @param attachments in their order
 */
record Message(String id, String channel, String conversation, MessageContact contact, String direction, String type,
		String text, Instant sentAt, Instant receivedAt, String status, boolean edited, boolean revoked, String replyTo,
		List<Attachment> attachments) {

	static Message of(GraphRecord row) {
		GraphRecord contact = row.record("contact");
		return new Message(PublicId.ofMessage(row.text("key")), row.text("channel"),
				(contact != null) ? PublicId.of(contact.text("conversation")) : null,
				(contact != null) ? new MessageContact(contact.text("id"), contact.text("name")) : null,
				row.text("direction"), row.text("type"), row.text("text"), row.time("sentAt"), row.time("receivedAt"),
				row.text("status"), row.flag("edited"), row.flag("revoked"),
				(row.text("replyTo") != null) ? PublicId.ofMessage(row.text("replyTo")) : null,
				row.records("attachments").stream().map(Attachment::of).toList());
	}

	/**
	 * The contact of a message.
	 *
	 * @param id the contact's
	 * @param name null when the platform has not told it
	 */
	record MessageContact(String id, String name) {
	}

	/**
	 * A file of a message.
	 *
	 * @param kind image, audio and so on
	 * @param mediaId the platform's id, by which WhatsApp gives the file
	 * @param mimeType what it is
	 * @param sha256 digest of the file
	 * @param url where it is, as long as the platform says
	 * @param filename what the sender calls it
	 * @param title what a shared page or post is called
	 * @param caption what the sender says about it
	 * @param voice whether it was spoken into the telephone
	 * @param animated whether a sticker moves
	 */
	record Attachment(String kind, String mediaId, String mimeType, String sha256, String url, String filename,
			String title, String caption, boolean voice, boolean animated) {

		static Attachment of(GraphRecord row) {
			return new Attachment(row.text("kind"), row.text("mediaId"), row.text("mimeType"), row.text("sha256"),
					row.text("url"), row.text("filename"), row.text("title"), row.text("caption"), row.flag("voice"),
					row.flag("animated"));
		}

	}

}
