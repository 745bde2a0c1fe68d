// Moves some of the messages of contacts that prove to be one to the one of them that stays, so
// that join-contacts is left with few: a join of people with many messages would take the memory
// of all transactions and keep everybody waiting who writes to them. A row is not applied when
// few are left. Runs for one identity at a time (maxRows=1) and can be broken off anywhere.
UNWIND $rows AS row
MATCH (identity:Identity {key: row.p_identityKey})
SET identity.userId = row.p_userId
WITH row, identity
MATCH (identity)-[:KNOWN_AS*]-(contact:Contact)
WITH DISTINCT row, identity, contact ORDER BY contact.id
SET contact.userId = row.p_userId
WITH row, identity, collect(contact) AS locked
MATCH (identity)-[:KNOWN_AS*]-(contact:Contact)
WHERE contact IN locked
WITH DISTINCT row, contact ORDER BY contact.id
WITH row, collect(contact) AS contacts
WITH row, head(contacts) AS kept, tail(contacts) AS others
CALL (kept, others) {
  UNWIND others AS other
  MATCH (other)-[:HAS]->(conversation:Conversation)<-[part:PART_OF]-(message:Message)
  WITH kept, other, conversation, part, message
  LIMIT 500
  MATCH (conversation)-[:ON]->(channel:Channel)
  MERGE (kept)-[:HAS]->(joined:Conversation {channelKey: channel.key})
    ON CREATE SET joined.key = channel.key + '/' + kept.id,
                  joined.userId = conversation.userId,
                  joined.lastMessageAt = conversation.lastMessageAt,
                  joined.lastInboundAt = conversation.lastInboundAt,
                  joined.unansweredSince = conversation.unansweredSince,
                  joined.seenUpTo = conversation.seenUpTo
  MERGE (joined)-[:ON]->(channel)
  MERGE (message)-[:PART_OF]->(joined)
  DELETE part
  WITH kept, other, message
  CALL (kept, other, message) {
    MATCH (other)-[sent:SENT]->(message)
    MERGE (kept)-[:SENT]->(message)
    DELETE sent
  }
  CALL (kept, other, message) {
    MATCH (other)<-[to:TO]-(message)
    MERGE (message)-[:TO]->(kept)
    DELETE to
  }
  RETURN count(*) AS moved
}
WITH row, moved
WHERE moved = 500
RETURN toInteger(row.ordinal) AS ordinal
