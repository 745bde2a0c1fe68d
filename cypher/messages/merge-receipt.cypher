// A person has got, or read, all that was sent up to a time. The conversation keeps the latest
// such time: for the messages that are there (mark-received), some at a time, and for those that
// come later with an earlier time (link-recipient).
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
  WITH row, contact
  MATCH (contact)-[:HAS]->(conversation:Conversation {key: row.p_channel + '/' + contact.id})
  RETURN conversation
}
SET conversation.channelKey = row.p_channel
SET conversation.readUpTo = CASE
      WHEN row.p_status <> 'read' OR conversation.readUpTo >= datetime({epochMillis: row.p_upTo}) THEN conversation.readUpTo
      ELSE datetime({epochMillis: row.p_upTo})
    END,
    conversation.deliveredUpTo = CASE
      WHEN row.p_status <> 'delivered' OR conversation.deliveredUpTo >= datetime({epochMillis: row.p_upTo}) THEN conversation.deliveredUpTo
      ELSE datetime({epochMillis: row.p_upTo})
    END
RETURN toInteger(row.ordinal) AS ordinal
