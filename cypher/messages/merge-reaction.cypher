// How a person reacts to a message. The newest counts; one that was taken back stays, with
// its time and without emoji, so that an older one that comes late does not bring it back.
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
  RETURN identity, contact
}
MERGE (message:Message {key: row.p_scope + '/' + row.p_id, id: row.p_id})
MERGE (identity)-[last:LAST_REACTED]->(message)
  ON CREATE SET last.channelKey = row.p_channel
  ON MATCH SET last.channelKey = row.p_channel
SET last.lastEmoji = CASE
      WHEN last.lastAt > datetime({epochMillis: row.p_at}) THEN last.lastEmoji
      WHEN last.lastAt = datetime({epochMillis: row.p_at}) AND coalesce(last.lastEmoji, '') >= coalesce(row.p_emoji, '') THEN last.lastEmoji
      ELSE row.p_emoji
    END,
    last.lastAt = CASE
      WHEN last.lastAt > datetime({epochMillis: row.p_at}) THEN last.lastAt
      ELSE datetime({epochMillis: row.p_at})
    END
MERGE (contact)-[reacted:REACTED]->(message)
  ON CREATE SET reacted.channelKey = row.p_channel
  ON MATCH SET reacted.channelKey = row.p_channel
SET reacted.emoji = CASE
      WHEN reacted.at > datetime({epochMillis: row.p_at}) THEN reacted.emoji
      WHEN reacted.at = datetime({epochMillis: row.p_at}) AND coalesce(reacted.emoji, '') >= coalesce(row.p_emoji, '') THEN reacted.emoji
      ELSE row.p_emoji
    END,
    reacted.at = CASE
      WHEN reacted.at > datetime({epochMillis: row.p_at}) THEN reacted.at
      ELSE datetime({epochMillis: row.p_at})
    END
RETURN toInteger(row.ordinal) AS ordinal
