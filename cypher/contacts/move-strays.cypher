// Of contacts that proved to be several people (regroup-contacts): brings some of the messages that
// came by, or went to, addresses which are another contact's now to that contact. What the user has seen of
// the one conversation counts for the other too (seenUpTo, as in join-contacts). A row is not applied
// when few are left. Runs for one identity at a time (maxRows=1) and can be broken off anywhere.
UNWIND $rows AS row
MATCH (:Identity {key: row.p_identityKey})-[:SAME_AS*0..]-(member:Identity)
WITH DISTINCT row, member ORDER BY member.key
SET member.userId = row.p_userId
WITH row, member
MATCH (member)<-[:KNOWN_AS]-(contact:Contact)
WITH DISTINCT row, contact ORDER BY contact.id
SET contact.userId = row.p_userId
WITH row, collect(contact) AS contacts
CALL (contacts) {
  UNWIND [contact IN contacts WHERE contact.dividing] AS contact
  MATCH (contact)-[:HAS]->(conversation:Conversation)<-[part:PART_OF]-(message:Message)
  MATCH (identity:Identity {key: message.identityKey})
  WHERE NOT (contact)-[:KNOWN_AS]->(identity)
  WITH contact, conversation, part, message, identity
  LIMIT 500
  CALL (identity) {
    MATCH (identity)<-[:KNOWN_AS]-(right:Contact)
    RETURN right ORDER BY right.id LIMIT 1
  }
  MATCH (conversation)-[:ON]->(channel:Channel)
  MERGE (right)-[:HAS]->(own:Conversation {channelKey: channel.key})
    ON CREATE SET own.key = channel.key + '/' + right.id,
                  own.userId = conversation.userId,
                  own.lastMessageAt = message.sentAt,
                  own.lastInboundAt = CASE message.direction WHEN 'inbound' THEN message.sentAt END,
                  own.seenUpTo = conversation.seenUpTo
    ON MATCH SET own.seenUpTo = CASE
                   WHEN own.lastInboundAt IS NULL OR own.seenUpTo > conversation.seenUpTo THEN conversation.seenUpTo
                   WHEN own.seenUpTo <= conversation.seenUpTo THEN own.seenUpTo
                 END
  MERGE (own)-[:ON]->(channel)
  MERGE (message)-[:PART_OF]->(own)
  DELETE part
  WITH contact, right, message
  CALL (contact, right, message) {
    MATCH (contact)-[sent:SENT]->(message)
    MERGE (right)-[:SENT]->(message)
    DELETE sent
  }
  CALL (contact, right, message) {
    MATCH (contact)<-[to:TO]-(message)
    MERGE (message)-[:TO]->(right)
    DELETE to
  }
  RETURN count(*) AS moved
}
WITH row, moved
WHERE moved = 500
RETURN toInteger(row.ordinal) AS ordinal
