// One page of the messages with one contact, on all channels or on one, the newest first:
// those behind a position that have all of some words. A contact is found by any id that it
// has ever had: that of its least identity, which another one was before two were joined.
MATCH (user:User {id: $userId})
CALL (user) {
  MATCH (:Identity {contactId: $contact})<-[:KNOWN_AS]-(contact:Contact)
  WHERE contact.userId = user.id
  RETURN DISTINCT contact
}
MATCH (contact)-[:HAS]->(conversation:Conversation)<-[:PART_OF]-(message:Message)
WHERE ($channel IS NULL OR conversation.channelKey = $channel)
  AND message.userId = user.id
  AND [message.sentAt, message.key] < [$beforeTime, $beforeKey]
  AND all(word IN $words WHERE toLower(message.text) CONTAINS word)
RETURN message.key AS key, message.sentAt AS time
ORDER BY time DESC, key DESC
LIMIT $limit
