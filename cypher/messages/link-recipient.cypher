// Tells whom an outbound message went to, and which conversation it is part of. When the
// conversation has been read up to a later time already (merge-receipt), so has the
// message; and an inbound message that is older is answered (unansweredSince). The first two SETs take
// the locks, so that a receipt which is being written at this moment is seen. Only now is the message new to the streams (storedAt): they tell to
// whom it went.
UNWIND $rows AS row
MATCH (message:Message {key: row.p_scope + '/' + row.p_id})
CALL (row) {
  MATCH (identity:Identity {key: row.p_identityKey})
  SET identity.userId = row.p_userId
  WITH row, identity
  MATCH (identity)<-[:KNOWN_AS]-(contact:Contact)
  SET contact.userId = row.p_userId
  WITH row, contact
  MATCH (contact)-[:HAS]->(conversation:Conversation {key: row.p_channel + '/' + contact.id})
  RETURN contact, conversation
}
MERGE (message)-[:TO]->(contact)
MERGE (message)-[:PART_OF]->(conversation)
SET message.direction = 'outbound'
SET conversation.channelKey = row.p_channel
SET conversation.answeredAt = CASE
      WHEN message.sentAt IS NULL OR conversation.answeredAt >= message.sentAt THEN conversation.answeredAt
      ELSE message.sentAt
    END,
    conversation.lastMessageAt = CASE
      WHEN message.sentAt IS NULL OR conversation.lastMessageAt >= message.sentAt THEN conversation.lastMessageAt
      ELSE message.sentAt
    END,
    conversation.unansweredSince = CASE
      WHEN conversation.unansweredSince <= message.sentAt THEN null
      ELSE conversation.unansweredSince
    END,
    contact.activeAt = CASE
      WHEN message.sentAt IS NULL OR contact.activeAt >= message.sentAt THEN contact.activeAt
      ELSE message.sentAt
    END
SET message.storedAt = CASE WHEN message.type IS NULL THEN message.storedAt ELSE coalesce(message.storedAt, datetime()) END,
    message.identityKey = CASE
      WHEN message.identityKey < row.p_identityKey THEN message.identityKey
      ELSE row.p_identityKey
    END,
    message.status = CASE
      WHEN message.status IN ['read', 'played'] THEN message.status
      WHEN message.sentAt <= conversation.readUpTo THEN 'read'
      WHEN message.status = 'delivered' THEN message.status
      WHEN message.sentAt <= conversation.deliveredUpTo THEN 'delivered'
      ELSE message.status
    END
RETURN toInteger(row.ordinal) AS ordinal
