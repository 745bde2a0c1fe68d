// What only a single contact is shown with: with which conversations, by which evidence its addresses are one
// person's, or another's, and whether it wants marketing messages. A contact is found by any id that it has ever had,
// see list-contact-messages. What a channel is called is its owner's business.
MATCH (user:User {id: $userId})
CALL (user) {
  MATCH (:Identity {contactId: $id})<-[:KNOWN_AS]-(contact:Contact)
  WHERE contact.userId = user.id
  RETURN DISTINCT contact
}
RETURN contact.marketing AS marketing,
       COLLECT {
         MATCH (contact)-[:HAS]->(conversation:Conversation)-[:ON]->(channel:Channel)
         WHERE conversation.lastMessageAt IS NOT NULL
         RETURN {
           key: conversation.key,
           channel: channel.key,
           channelType: channel.type,
           channelName: CASE WHEN EXISTS { (user)-[:OWNS]->(channel) } THEN channel.name END,
           lastMessageAt: conversation.lastMessageAt,
           lastInboundAt: conversation.lastInboundAt
         }
         ORDER BY conversation.lastMessageAt DESC, conversation.key
       } AS conversations,
       COLLECT {
         MATCH (contact)-[:KNOWN_AS]->(:Identity)-[evidence:SAME_AS]-(:Identity)
         WITH DISTINCT evidence
         WITH evidence, startNode(evidence) AS one, endNode(evidence) AS other
         RETURN {
           one: one {.scheme, .value},
           other: other {.scheme, .value},
           why: evidence.why,
           at: coalesce(evidence.at, evidence.recordedAt),
           refused: evidence.refused
         }
         ORDER BY coalesce(evidence.at, evidence.recordedAt), one.key, other.key, evidence.why
         LIMIT 1000
       } AS evidence
