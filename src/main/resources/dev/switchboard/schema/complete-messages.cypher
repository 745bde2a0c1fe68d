// What lists read messages by, for those that were stored before: whose a message is, its channel, and when it was
// stored. One that has only been talked about gets it when it comes.
MATCH (message:Message)
WHERE message.key > $after
WITH message ORDER BY message.key LIMIT $limit
CALL (message) {
  MATCH (message)-[:PART_OF]->(conversation:Conversation)<-[:HAS]-(contact:Contact)
  WHERE message.userId IS NULL AND message.type IS NOT NULL
  WITH message, conversation, contact LIMIT 1
  SET message.userId = contact.userId,
      message.channelKey = conversation.channelKey,
      message.storedAt = coalesce(message.receivedAt, message.sentAt)
}
RETURN max(message.key) AS last
