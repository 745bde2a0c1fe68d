// Changes of messages. The newest text counts; every edit is counted once, however often
// it comes. A message that was revoked stays empty.
UNWIND $rows AS row
MATCH (channel:Channel {key: row.p_channel})<-[owned:OWNS|OWNED]-(:User {id: row.p_userId})
WHERE coalesce(owned.since.epochMillis, 0) = row.p_since
  AND coalesce(row.p_receivedAt < owned.until.epochMillis, true)
MERGE (message:Message {key: row.p_scope + '/' + row.p_id, id: row.p_id})
  ON CREATE SET message.edited = true
  ON MATCH SET message.edited = true
SET message.editIds = [id IN coalesce(message.editIds, []) WHERE id < row.p_editId] + [row.p_editId]
                    + [id IN coalesce(message.editIds, []) WHERE id > row.p_editId],
    message.text = CASE
      WHEN message.revokedAt IS NOT NULL THEN null
      WHEN message.editedAt > datetime({epochMillis: row.p_at}) THEN message.text
      WHEN message.editedAt = datetime({epochMillis: row.p_at}) AND message.lastEditId >= row.p_editId THEN message.text
      ELSE row.p_text
    END,
    message.lastEditId = CASE
      WHEN message.editedAt > datetime({epochMillis: row.p_at}) THEN message.lastEditId
      WHEN message.editedAt = datetime({epochMillis: row.p_at}) AND message.lastEditId >= row.p_editId THEN message.lastEditId
      ELSE row.p_editId
    END,
    message.editedAt = CASE
      WHEN message.editedAt > datetime({epochMillis: row.p_at}) THEN message.editedAt
      ELSE datetime({epochMillis: row.p_at})
    END,
    message.edits = size([id IN coalesce(message.editIds, []) WHERE id <> row.p_editId]) + 1
RETURN toInteger(row.ordinal) AS ordinal
