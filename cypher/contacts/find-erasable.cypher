// Contacts whose time has come, with the next of their messages. One that proved to be several people
// waits until each has their own.
MATCH (contact:Contact)
WHERE contact.erasureRequestedAt <= $before
  AND contact.dividing IS NULL
WITH contact LIMIT 10
RETURN contact.id AS contactId, contact.userId AS userId,
       [(contact)-[:KNOWN_AS]->(identity:Identity) | identity {.key, .value, leftAt: identity.leftAt.epochMillis}] AS identities,
       COLLECT {
         MATCH (contact)-[:HAS]->(:Conversation)<-[:PART_OF]-(message:Message)
         RETURN message.key
         LIMIT 500
       } AS messages
