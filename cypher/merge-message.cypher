// Stores inbound messages with the contact who sent them. A row is not applied when its
// contact or conversation is not there yet: merge-contact makes it, and the row comes again.
// Nor is it when its channel has no such owner (any more).
// First come, first kept: a repeated message changes nothing, and one that so far was only
// talked about (replied to, reacted to, edited) is filled. What was edited keeps the text
// of the edit, and what was revoked stays empty. A placeholder (of a history whose media come
// later) gives way to the message itself.
// A contact has the newest name, user name and phone that the platform gave, whichever order they
// come in; and so has each identity of it, because a contact can prove to be several people.
// userId, channelKey and sentAt, lastMessageAt and activeAt are what lists read messages,
// conversations and contacts by; storedAt tells the streams what is new, and here that the
// message has come before: reading its userId would make the SETs above hold back the batch.
// ON MATCH SET and the SETs of userId change nothing, but take the locks: what is read
// afterwards is what others have committed, joins of contacts above all.
UNWIND $rows AS row
MATCH (channel:Channel {key: row.p_channel})<-[owned:OWNS|OWNED]-(:User {id: row.p_userId})
WHERE coalesce(owned.since.epochMillis, 0) = row.p_since
  AND coalesce(row.p_receivedAt < owned.until.epochMillis, true)
CALL (row) {
  MATCH (identity:Identity {key: row.p_identityKey})
  SET identity.userId = row.p_userId
  WITH row, identity
  MATCH (identity)<-[:KNOWN_AS]-(contact:Contact)
  SET contact.userId = row.p_userId
  WITH row, identity, contact
  MATCH (contact)-[:HAS]->(conversation:Conversation {key: row.p_channel + '/' + contact.id})
  RETURN identity, contact, conversation
}
MERGE (message:Message {key: row.p_scope + '/' + row.p_id, id: row.p_id})
  ON CREATE SET message.direction = 'inbound'
  ON MATCH SET message.direction = 'inbound'
MERGE (contact)-[:SENT]->(message)
MERGE (message)-[:PART_OF]->(conversation)
FOREACH (once IN CASE WHEN message.storedAt IS NULL THEN [1] ELSE [] END |
  SET message.userId = row.p_userId,
      message.channelKey = row.p_channel,
      message.storedAt = datetime()
)
SET message.type = CASE
      WHEN message.type IS NULL OR message.type = 'media_placeholder' THEN row.p_type
      ELSE message.type
    END,
    message.sentAt = coalesce(message.sentAt, datetime({epochMillis: row.p_sentAt})),
    message.receivedAt = coalesce(message.receivedAt, datetime({epochMillis: row.p_receivedAt})),
    message.identityKey = CASE
      WHEN message.identityKey < row.p_identityKey THEN message.identityKey
      ELSE row.p_identityKey
    END,
    message.text = CASE
      WHEN message.revokedAt IS NOT NULL THEN null
      WHEN message.editedAt IS NOT NULL THEN message.text
      ELSE coalesce(message.text, row.p_text)
    END,
    message.raw = CASE WHEN message.revokedAt IS NULL THEN coalesce(message.raw, row.p_raw) END
SET identity.shownName = CASE
      WHEN row.p_name IS NULL THEN identity.shownName
      WHEN identity.shownNameAt > datetime({epochMillis: row.p_sentAt}) THEN identity.shownName
      WHEN identity.shownNameAt = datetime({epochMillis: row.p_sentAt}) AND identity.shownName >= row.p_name THEN identity.shownName
      ELSE row.p_name
    END,
    identity.shownNameAt = CASE
      WHEN row.p_name IS NULL OR identity.shownNameAt > datetime({epochMillis: row.p_sentAt}) THEN identity.shownNameAt
      ELSE datetime({epochMillis: row.p_sentAt})
    END,
    identity.shownUsername = CASE
      WHEN row.p_username IS NULL THEN identity.shownUsername
      WHEN identity.shownUsernameAt > datetime({epochMillis: row.p_sentAt}) THEN identity.shownUsername
      WHEN identity.shownUsernameAt = datetime({epochMillis: row.p_sentAt}) AND identity.shownUsername >= row.p_username THEN identity.shownUsername
      ELSE row.p_username
    END,
    identity.shownUsernameAt = CASE
      WHEN row.p_username IS NULL OR identity.shownUsernameAt > datetime({epochMillis: row.p_sentAt}) THEN identity.shownUsernameAt
      ELSE datetime({epochMillis: row.p_sentAt})
    END,
    identity.shownPhone = CASE
      WHEN row.p_phone IS NULL THEN identity.shownPhone
      WHEN identity.shownPhoneAt > datetime({epochMillis: row.p_sentAt}) THEN identity.shownPhone
      WHEN identity.shownPhoneAt = datetime({epochMillis: row.p_sentAt}) AND identity.shownPhone >= row.p_phone THEN identity.shownPhone
      ELSE row.p_phone
    END,
    identity.shownPhoneAt = CASE
      WHEN row.p_phone IS NULL OR identity.shownPhoneAt > datetime({epochMillis: row.p_sentAt}) THEN identity.shownPhoneAt
      ELSE datetime({epochMillis: row.p_sentAt})
    END
SET contact.name = CASE
      WHEN row.p_name IS NULL THEN contact.name
      WHEN contact.nameAt > datetime({epochMillis: row.p_sentAt}) THEN contact.name
      WHEN contact.nameAt = datetime({epochMillis: row.p_sentAt}) AND contact.name >= row.p_name THEN contact.name
      ELSE row.p_name
    END,
    contact.nameAt = CASE
      WHEN row.p_name IS NULL OR contact.nameAt > datetime({epochMillis: row.p_sentAt}) THEN contact.nameAt
      ELSE datetime({epochMillis: row.p_sentAt})
    END,
    contact.username = CASE
      WHEN row.p_username IS NULL THEN contact.username
      WHEN contact.usernameAt > datetime({epochMillis: row.p_sentAt}) THEN contact.username
      WHEN contact.usernameAt = datetime({epochMillis: row.p_sentAt}) AND contact.username >= row.p_username THEN contact.username
      ELSE row.p_username
    END,
    contact.usernameAt = CASE
      WHEN row.p_username IS NULL OR contact.usernameAt > datetime({epochMillis: row.p_sentAt}) THEN contact.usernameAt
      ELSE datetime({epochMillis: row.p_sentAt})
    END,
    contact.phone = CASE
      WHEN row.p_phone IS NULL THEN contact.phone
      WHEN contact.phoneAt > datetime({epochMillis: row.p_sentAt}) THEN contact.phone
      WHEN contact.phoneAt = datetime({epochMillis: row.p_sentAt}) AND contact.phone >= row.p_phone THEN contact.phone
      ELSE row.p_phone
    END,
    contact.phoneAt = CASE
      WHEN row.p_phone IS NULL OR contact.phoneAt > datetime({epochMillis: row.p_sentAt}) THEN contact.phoneAt
      ELSE datetime({epochMillis: row.p_sentAt})
    END,
    contact.firstSeenAt = CASE
      WHEN contact.firstSeenAt <= datetime({epochMillis: row.p_sentAt}) THEN contact.firstSeenAt
      ELSE datetime({epochMillis: row.p_sentAt})
    END,
    contact.lastSeenAt = CASE
      WHEN contact.lastSeenAt >= datetime({epochMillis: row.p_sentAt}) THEN contact.lastSeenAt
      ELSE datetime({epochMillis: row.p_sentAt})
    END,
    contact.activeAt = CASE
      WHEN contact.activeAt >= datetime({epochMillis: row.p_sentAt}) THEN contact.activeAt
      ELSE datetime({epochMillis: row.p_sentAt})
    END
SET conversation.lastMessageAt = CASE
      WHEN conversation.lastMessageAt >= datetime({epochMillis: row.p_sentAt}) THEN conversation.lastMessageAt
      ELSE datetime({epochMillis: row.p_sentAt})
    END
FOREACH (file IN CASE WHEN message.revokedAt IS NULL THEN row.p_attachments ELSE [] END |
  MERGE (attachment:Attachment {key: row.p_scope + '/' + row.p_id + '/' + file.p_number})
    ON CREATE SET attachment.kind = file.p_kind,
                  attachment.mediaId = file.p_mediaId,
                  attachment.mimeType = file.p_mimeType,
                  attachment.sha256 = file.p_sha256,
                  attachment.url = file.p_url,
                  attachment.filename = file.p_filename,
                  attachment.title = file.p_title,
                  attachment.caption = file.p_caption,
                  attachment.voice = file.p_voice,
                  attachment.animated = file.p_animated,
                  attachment.json = file.p_raw
  MERGE (message)-[:HAS_ATTACHMENT]->(attachment)
)
RETURN toInteger(row.ordinal) AS ordinal
