// Stores inbound messages with the contact who sent them, under the channel's owner.
// A row whose channel has no such owner (any more) is not applied.
// First come, first kept: a repeated message changes nothing, and one that so far was
// only replied to is filled. A contact has the newest name and user name that the platform
// gave, whichever order they come in.
UNWIND $rows AS row
MATCH (channel:Channel {key: row.p_channel})<-[:OWNS]-(user:User {id: row.p_userId})
MERGE (identity:Identity {key: row.p_identityKey})
  ON CREATE SET identity.userId = row.p_userId,
                identity.scheme = row.p_scheme,
                identity.value = row.p_value
MERGE (contact:Contact {id: row.p_contactId})
  ON CREATE SET contact.userId = row.p_userId,
                contact.phone = row.p_phone
MERGE (contact)-[:KNOWN_AS]->(identity)
MERGE (user)-[:HAS_CONTACT]->(contact)
MERGE (conversation:Conversation {key: row.p_channel + '/' + row.p_contactId})
MERGE (contact)-[:HAS]->(conversation)
MERGE (conversation)-[:ON]->(channel)
MERGE (message:Message {key: row.p_channel + '/' + row.p_id, id: row.p_id})
MERGE (contact)-[:SENT]->(message)
MERGE (message)-[:PART_OF]->(conversation)
SET message.type = coalesce(message.type, row.p_type),
    message.text = coalesce(message.text, row.p_text),
    message.direction = coalesce(message.direction, 'inbound'),
    message.sentAt = coalesce(message.sentAt, datetime({epochMillis: row.p_sentAt})),
    message.receivedAt = coalesce(message.receivedAt, datetime({epochMillis: row.p_receivedAt})),
    message.raw = coalesce(message.raw, row.p_raw)
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
    contact.firstSeenAt = CASE
      WHEN contact.firstSeenAt <= datetime({epochMillis: row.p_sentAt}) THEN contact.firstSeenAt
      ELSE datetime({epochMillis: row.p_sentAt})
    END,
    contact.lastSeenAt = CASE
      WHEN contact.lastSeenAt >= datetime({epochMillis: row.p_sentAt}) THEN contact.lastSeenAt
      ELSE datetime({epochMillis: row.p_sentAt})
    END
FOREACH (file IN row.p_attachments |
  MERGE (attachment:Attachment {key: row.p_channel + '/' + row.p_id + '/' + file.p_number})
    ON CREATE SET attachment.kind = file.p_kind,
                  attachment.mediaId = file.p_mediaId,
                  attachment.mimeType = file.p_mimeType,
                  attachment.sha256 = file.p_sha256,
                  attachment.url = file.p_url,
                  attachment.filename = file.p_filename,
                  attachment.caption = file.p_caption
  MERGE (message)-[:HAS_ATTACHMENT]->(attachment)
)
RETURN toInteger(row.ordinal) AS ordinal
