// Erases contacts, with what accounts reported of them, once no message of theirs is left, and
// remembers a digest of each address with the time up to which nothing about it may come back: of a
// number that was given up, that time, because what came later is about somebody else.
// The SET takes the contact's lock: who writes to it at this moment is waited for. A row is not
// applied when the contact has been joined with another one, or got an address, since it was
// looked up: it is looked up again.
UNWIND $rows AS row
MATCH (contact:Contact {id: row.p_contactId})
SET contact.userId = row.p_userId
WITH row, contact
WHERE NOT EXISTS {
    MATCH (contact)-[:KNOWN_AS]->(identity:Identity)
    WHERE NOT identity.key IN row.p_identities
  }
FOREACH (address IN row.p_digests |
  MERGE (erased:Erased {digest: address.p_digest})
  SET erased.upTo = CASE
        WHEN address.p_leftAt IS NULL THEN datetime()
        WHEN erased.upTo.epochMillis > address.p_leftAt THEN erased.upTo
        ELSE datetime({epochMillis: address.p_leftAt})
      END
)
WITH row, contact
CALL (contact) {
  MATCH (contact)<-[:ABOUT]-(event:ChannelEvent)
  WITH event LIMIT 1000
  DETACH DELETE event
}
CALL (row, contact) {
  WITH row, contact
  WHERE NOT EXISTS { (contact)-[:HAS]->(:Conversation)<-[:PART_OF]-(:Message) }
    AND NOT EXISTS { (contact)<-[:ABOUT]-(:ChannelEvent) }
  OPTIONAL MATCH (contact)-[:HAS]->(conversation:Conversation)
  OPTIONAL MATCH (contact)-[:KNOWN_AS]->(identity:Identity)
  SET identity.userId = row.p_userId
  WITH contact, conversation, identity
  OPTIONAL MATCH (unfinished:Unfinished {identityKey: identity.key})
  DETACH DELETE conversation, unfinished, identity, contact
  RETURN count(*) AS contacts
}
RETURN toInteger(row.ordinal) AS ordinal
