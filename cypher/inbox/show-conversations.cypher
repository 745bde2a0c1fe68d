// Conversations with whom they are, on which channel, and what was said last. A conversation is
// found by any id that its contact has ever had, see list-contact-messages; one that is not the
// user's is left out, as if it were not there. What a channel is called is its owner's business.
MATCH (user:User {id: $userId})
UNWIND $wanted AS wanted
CALL (user, wanted) {
  MATCH (:Identity {contactId: wanted.contact})<-[:KNOWN_AS]-(contact:Contact)
  WHERE contact.userId = user.id
  WITH DISTINCT wanted, contact
  MATCH (contact)-[:HAS]->(conversation:Conversation {key: wanted.channel + '/' + contact.id})-[:ON]->(channel:Channel)
  RETURN contact, conversation, channel
}
CALL (user, conversation, channel) {
  OPTIONAL MATCH (last:Message {userId: user.id, channelKey: channel.key, sentAt: conversation.lastMessageAt})
  WHERE (last)-[:PART_OF]->(conversation)
  RETURN last
  ORDER BY last.key DESC
  LIMIT 1
}
RETURN conversation.key AS key,
       conversation.lastMessageAt AS lastMessageAt,
       conversation.lastInboundAt AS lastInboundAt,
       conversation.unansweredSince AS unansweredSince,
       conversation.seenUpTo AS seenUpTo,
       channel.key AS channel,
       channel.type AS channelType,
       CASE WHEN EXISTS { (user)-[:OWNS]->(channel) } THEN channel.name END AS channelName,
       contact.id AS contact,
       contact.name AS name,
       contact.phone AS phone,
       contact.username AS username,
       last.key AS lastMessage,
       last.type AS type,
       last.text AS text,
       last.direction AS direction,
       last.revoked AS revoked
