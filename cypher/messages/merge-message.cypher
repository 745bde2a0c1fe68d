// Stores inbound messages with the contact who sent them. A row is not applied when its
// contact or conversation is not there yet: merge-contact makes it, and the row comes again.
// Nor is it when its channel has no such owner (any more).
// First come, first kept: a repeated message changes nothing, and one that so far was only
// talked about (replied to, reacted to, edited) is filled. What was edited keeps the text
// of the edit, and what was revoked stays empty. A placeholder (of a history whose media come
// later) gives way to the message itself.
// A contact has the newest name, user name and phone that the platform gave, whichever order they
// come in; and so has each identity of it, because a contact can prove to be several people.
// userId, channelKey and sentAt, lastMessageAt, unansweredSince and activeAt are what lists read messages,
// conversations and contacts by; storedAt tells the streams what is new. unansweredSince is lastInboundAt while
// no answer is as new: it stands in front of it, because it reads what that was before.
// The SETs of identity.userId, contact.userId and message.direction change nothing, but take the
// locks: what is read afterwards is what others have committed, joins of contacts and edits above
// all. The contact's stands between the message's, because Neo4j sets neighbours at a time: it
// would read all of them before it has the lock.
// All that a message gets stands in the MERGE: a later clause that reads what it has set would hold
// back the batch.
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
  ON CREATE SET message.direction = 'inbound',
                message.userId = row.p_userId,
                message.channelKey = row.p_channel,
                message.type = row.p_type,
                message.identityKey = row.p_identityKey,
                message.text = row.p_text,
                message.raw = row.p_raw,
                message.sentAt = datetime({epochMillis: row.p_sentAt}),
                message.receivedAt = datetime({epochMillis: row.p_receivedAt}),
                message.storedAt = datetime()
  ON MATCH SET message.direction = 'inbound',
               contact.userId = row.p_userId,
               message.userId = row.p_userId,
               message.channelKey = row.p_channel,
               message.type = CASE
                 WHEN message.type IS NULL OR message.type = 'media_placeholder' THEN row.p_type
                 ELSE message.type
               END,
               message.identityKey = CASE
                 WHEN message.identityKey < row.p_identityKey THEN message.identityKey
                 ELSE row.p_identityKey
               END,
               message.text = CASE
                 WHEN message.revokedAt IS NOT NULL THEN null
                 WHEN message.editedAt IS NOT NULL THEN message.text
                 ELSE coalesce(message.text, row.p_text)
               END,
               message.raw = CASE WHEN message.revokedAt IS NULL THEN coalesce(message.raw, row.p_raw) END,
               message.sentAt = CASE WHEN message.sentAt IS NULL THEN datetime({epochMillis: row.p_sentAt}) ELSE message.sentAt END,
               message.receivedAt = CASE WHEN message.receivedAt IS NULL THEN datetime({epochMillis: row.p_receivedAt}) ELSE message.receivedAt END,
               message.storedAt = CASE WHEN message.storedAt IS NULL THEN datetime() ELSE message.storedAt END
MERGE (contact)-[:SENT]->(message)
MERGE (message)-[:PART_OF]->(conversation)
FOREACH (at IN [datetime({epochMillis: row.p_sentAt})] |
  SET identity.shownName = CASE
        WHEN row.p_name IS NULL THEN identity.shownName
        WHEN identity.shownNameAt < at THEN row.p_name
        WHEN identity.shownNameAt > at OR (identity.shownNameAt = at AND identity.shownName >= row.p_name) THEN identity.shownName
        ELSE row.p_name
      END,
      identity.shownNameAt = CASE WHEN row.p_name IS NULL OR identity.shownNameAt > at THEN identity.shownNameAt ELSE at END,
      identity.shownPhone = CASE
        WHEN row.p_phone IS NULL THEN identity.shownPhone
        WHEN identity.shownPhoneAt < at THEN row.p_phone
        WHEN identity.shownPhoneAt > at OR (identity.shownPhoneAt = at AND identity.shownPhone >= row.p_phone) THEN identity.shownPhone
        ELSE row.p_phone
      END,
      identity.shownPhoneAt = CASE WHEN row.p_phone IS NULL OR identity.shownPhoneAt > at THEN identity.shownPhoneAt ELSE at END,
      contact.name = CASE
        WHEN row.p_name IS NULL THEN contact.name
        WHEN contact.nameAt < at THEN row.p_name
        WHEN contact.nameAt > at OR (contact.nameAt = at AND contact.name >= row.p_name) THEN contact.name
        ELSE row.p_name
      END,
      contact.nameAt = CASE WHEN row.p_name IS NULL OR contact.nameAt > at THEN contact.nameAt ELSE at END,
      contact.phone = CASE
        WHEN row.p_phone IS NULL THEN contact.phone
        WHEN contact.phoneAt < at THEN row.p_phone
        WHEN contact.phoneAt > at OR (contact.phoneAt = at AND contact.phone >= row.p_phone) THEN contact.phone
        ELSE row.p_phone
      END,
      contact.phoneAt = CASE WHEN row.p_phone IS NULL OR contact.phoneAt > at THEN contact.phoneAt ELSE at END,
      contact.firstSeenAt = CASE WHEN contact.firstSeenAt <= at THEN contact.firstSeenAt ELSE at END,
      contact.lastSeenAt = CASE WHEN contact.lastSeenAt >= at THEN contact.lastSeenAt ELSE at END,
      contact.activeAt = CASE WHEN contact.activeAt >= at THEN contact.activeAt ELSE at END,
      conversation.lastMessageAt = CASE WHEN conversation.lastMessageAt >= at THEN conversation.lastMessageAt ELSE at END,
      conversation.unansweredSince = CASE
        WHEN conversation.lastInboundAt >= at THEN conversation.unansweredSince
        WHEN conversation.answeredAt >= at THEN null
        ELSE at
      END,
      conversation.lastInboundAt = CASE WHEN conversation.lastInboundAt >= at THEN conversation.lastInboundAt ELSE at END
)
FOREACH (at IN CASE WHEN row.p_username IS NULL THEN [] ELSE [datetime({epochMillis: row.p_sentAt})] END |
  SET identity.shownUsername = CASE
        WHEN identity.shownUsernameAt > at OR (identity.shownUsernameAt = at AND identity.shownUsername >= row.p_username) THEN identity.shownUsername
        ELSE row.p_username
      END,
      identity.shownUsernameAt = CASE WHEN identity.shownUsernameAt > at THEN identity.shownUsernameAt ELSE at END,
      contact.username = CASE
        WHEN contact.usernameAt > at OR (contact.usernameAt = at AND contact.username >= row.p_username) THEN contact.username
        ELSE row.p_username
      END,
      contact.usernameAt = CASE WHEN contact.usernameAt > at THEN contact.usernameAt ELSE at END
)
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
