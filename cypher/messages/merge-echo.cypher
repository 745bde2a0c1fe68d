// Stores what the business itself wrote, by whichever means; link-recipient tells to whom.
// Filled, edited and revoked as inbound messages are (merge-message).
UNWIND $rows AS row
MATCH (channel:Channel {key: row.p_channel})<-[owned:OWNS|OWNED]-(:User {id: row.p_userId})
WHERE coalesce(owned.since.epochMillis, 0) = row.p_since
  AND coalesce(row.p_receivedAt < owned.until.epochMillis, true)
MERGE (message:Message {key: row.p_scope + '/' + row.p_id, id: row.p_id})
  ON CREATE SET message.direction = 'outbound'
  ON MATCH SET message.direction = 'outbound'
MERGE (channel)-[:SENT]->(message)
SET message.type = CASE
      WHEN message.type IS NULL OR message.type = 'media_placeholder' THEN row.p_type
      ELSE message.type
    END,
    message.userId = coalesce(message.userId, row.p_userId),
    message.channelKey = row.p_channel,
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
