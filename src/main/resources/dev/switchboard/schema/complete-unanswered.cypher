// What tells whether a conversation is answered, for those that were there before: when its newest inbound message was
// sent, and the same time once more while no outbound message is as new.
MATCH (conversation:Conversation)
WHERE conversation.key > $after
WITH conversation ORDER BY conversation.key LIMIT $limit
CALL (conversation) {
  OPTIONAL MATCH (conversation)<-[:PART_OF]-(message:Message {direction: 'inbound'})
  WITH conversation, max(message.sentAt) AS inbound
  SET conversation.lastInboundAt = inbound,
      conversation.unansweredSince = CASE WHEN conversation.answeredAt >= inbound THEN null ELSE inbound END
}
RETURN max(conversation.key) AS last
