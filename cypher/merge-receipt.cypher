// A person has got, or read, all that was sent up to a time. The conversation keeps the
// latest such time, for the messages that come later with an earlier time (link-recipient).
UNWIND $rows AS row
MATCH (channel:Channel {key: row.p_channel})<-[:OWNS]-(:User {id: row.p_userId})
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
WITH row, conversation
CALL (row, conversation) {
  MATCH (conversation)<-[:PART_OF]-(message:Message {direction: 'outbound'})
  WHERE message.sentAt <= datetime({epochMillis: row.p_upTo})
    AND NOT coalesce(message.status, '') IN ['read', 'played', row.p_status]
  SET message.status = row.p_status
}
RETURN toInteger(row.ordinal) AS ordinal
