// Outbound messages to people that these have got or read, as the conversations say, but the
// messages do not say yet; some of them.
UNWIND $identities AS identity
MATCH (:Identity {key: identity})<-[:KNOWN_AS]-(:Contact)-[:HAS]->(conversation:Conversation)
WHERE conversation.readUpTo IS NOT NULL OR conversation.deliveredUpTo IS NOT NULL
MATCH (conversation)<-[:PART_OF]-(message:Message {direction: 'outbound'})
WHERE NOT coalesce(message.status, '') IN ['read', 'played']
  AND (message.sentAt <= conversation.readUpTo
    OR (message.sentAt <= conversation.deliveredUpTo AND coalesce(message.status, '') <> 'delivered'))
RETURN DISTINCT message.key AS key
LIMIT 2000
