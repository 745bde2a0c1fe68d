// Messages that were deleted for everyone: what they said goes, that they were there stays,
// so that an original or an edit that comes late does not bring it back.
UNWIND $rows AS row
MATCH (channel:Channel {key: row.p_channel})<-[owned:OWNS|OWNED]-(:User {id: row.p_userId})
WHERE coalesce(owned.since.epochMillis, 0) = row.p_since
  AND coalesce(row.p_receivedAt < owned.until.epochMillis, true)
MERGE (message:Message {key: row.p_scope + '/' + row.p_id, id: row.p_id})
  ON CREATE SET message.revoked = true
  ON MATCH SET message.revoked = true
SET message.revokedAt = CASE
      WHEN message.revokedAt <= datetime({epochMillis: row.p_at}) THEN message.revokedAt
      ELSE datetime({epochMillis: row.p_at})
    END,
    message.text = null,
    message.raw = null,
    message.payload = null,
    message.location = null,
    message.placeName = null,
    message.address = null,
    message.flowResponse = null,
    message.storyUrl = null
WITH row, message
CALL (message) {
  MATCH (message)-[:HAS_ATTACHMENT|SHARES|ORDERS]->(part:Attachment|SharedContact|OrderItem)
  DETACH DELETE part
}
RETURN toInteger(row.ordinal) AS ordinal
