package dev.switchboard.inbox;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
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
 * @param deliveredAt when it was delivered, where the platform tells it of each message
 * @param readAt when it was read, where the platform tells it of each message
 * @param failedAt when it failed
 * @param error why it failed, or could not be received; null when it did not
 * @param edited whether the text was changed
 * @param revoked whether it was deleted for everyone
 * @param replyTo id of the message that it answers, which may not have come
 * @param attachments in their order
 * @param forwarded whether the person had it from somebody else
 * @param standby whether it came while another program had the conversation
 * @param writtenElsewhere whether the business wrote it in another program, such as
 * WhatsApp on a telephone or Meta's inbox, and not through the API
 * @param systemType what a message of the platform itself tells, the platform's word
 * @param unsupportedType the type of a message that the platform does not hand over
 * @param content what else it has; nothing when it was revoked
 */
record Message(String id, String channel, String conversation, MessageContact contact, String direction, String type,
		String text, Instant sentAt, Instant receivedAt, String status, Instant deliveredAt, Instant readAt,
		Instant failedAt, MessageError error, boolean edited, boolean revoked, String replyTo,
		List<Attachment> attachments, boolean forwarded, boolean standby, boolean writtenElsewhere, String systemType,
		String unsupportedType, @JsonUnwrapped MessageContent content) {

	static Message of(GraphRecord row) {
		GraphRecord contact = row.record("contact");
		return new Message(PublicId.ofMessage(row.text("key")), row.text("channel"),
				(contact != null) ? PublicId.of(contact.text("conversation")) : null,
				(contact != null) ? new MessageContact(contact.text("id"), contact.text("name")) : null,
				row.text("direction"), row.text("type"), row.text("text"), row.time("sentAt"), row.time("receivedAt"),
				row.text("status"), row.time("deliveredAt"), row.time("readAt"), row.time("failedAt"),
				MessageError.of(row), row.flag("edited"), row.flag("revoked"),
				(row.text("replyTo") != null) ? PublicId.ofMessage(row.text("replyTo")) : null,
				row.records("attachments").stream().map(Attachment::of).toList(),
				row.flag("forwarded") || row.flag("frequentlyForwarded"), row.flag("standby"), Origin.isElsewhere(row),
				row.text("systemType"), row.text("unsupportedType"),
				row.flag("revoked") ? MessageContent.NONE : MessageContent.of(row));
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
	 * What went wrong with a message.
	 *
	 * @param code the platform's number for it
	 * @param title what it is, in a few words
	 * @param details the rest
	 */
	record MessageError(Number code, String title, String details) {

		static MessageError of(GraphRecord row) {
			Number code = (Number) row.get("errorCode");
			String title = row.text("errorTitle");
			String details = row.text("errorDetails");
			return (code != null || title != null || details != null) ? new MessageError(code, title, details) : null;
		}

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
