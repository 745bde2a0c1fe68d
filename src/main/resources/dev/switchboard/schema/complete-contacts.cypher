// What lists read contacts by, for those that were there before: when the newest message from or to one was sent.
MATCH (contact:Contact)
WHERE contact.id > $after
WITH contact ORDER BY contact.id LIMIT $limit
CALL (contact) {
  OPTIONAL MATCH (contact)-[:HAS]->(conversation:Conversation)
  WITH contact, max(conversation.lastMessageAt) AS newest
  SET contact.activeAt = coalesce(newest, datetime({epochMillis: 0}))
}
RETURN max(contact.id) AS last
