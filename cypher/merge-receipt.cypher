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
WITH row, conversation,
     CASE row.p_status WHEN 'read' THEN conversation.readUpTo ELSE conversation.deliveredUpTo END AS known
SET conversation.readUpTo = CASE
      WHEN row.p_status <> 'read' OR conversation.readUpTo >= datetime({epochMillis: row.p_upTo}) THEN conversation.readUpTo
      ELSE datetime({epochMillis: row.p_upTo})
    END,
    conversation.deliveredUpTo = CASE
      WHEN row.p_status <> 'delivered' OR conversation.deliveredUpTo >= datetime({epochMillis: row.p_upTo}) THEN conversation.deliveredUpTo
      ELSE datetime({epochMillis: row.p_upTo})
    END
WITH row, conversation, known
CALL (row, conversation, known) {
  MATCH (conversation)<-[:PART_OF]-(message:Message {direction: 'outbound'})
  WHERE (known IS NULL OR known < datetime({epochMillis: row.p_upTo}))
    AND message.sentAt <= datetime({epochMillis: row.p_upTo})
    AND NOT coalesce(message.status, '') IN ['read', 'played', row.p_status]
  SET message.direction = 'outbound'
  SET message.status = CASE WHEN message.status IN ['read', 'played'] THEN message.status ELSE row.p_status END
}
RETURN toInteger(row.ordinal) AS ordinal
