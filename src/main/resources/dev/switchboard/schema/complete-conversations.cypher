// What lists read conversations by, for those that were there before: whose one is, and when its newest message was sent.
MATCH (conversation:Conversation)
WHERE conversation.key > $after
WITH conversation ORDER BY conversation.key LIMIT $limit
CALL (conversation) {
  MATCH (conversation)<-[:HAS]-(contact:Contact)
  OPTIONAL MATCH (conversation)<-[:PART_OF]-(message:Message)
  WITH conversation, contact, max(message.sentAt) AS newest
  SET conversation.userId = contact.userId,
      conversation.lastMessageAt = newest
}
RETURN max(conversation.key) AS last
