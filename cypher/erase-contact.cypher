// Erases contacts of whom no message is left, and remembers a digest of each address with the
// time up to which nothing about it may come back. The SET takes the contact's lock: who
// writes to it at this moment is waited for.
UNWIND $rows AS row
MATCH (contact:Contact {id: row.p_contactId})
SET contact.userId = row.p_userId
FOREACH (digest IN row.p_digests |
  MERGE (erased:Erased {digest: digest})
  SET erased.upTo = datetime()
)
WITH row, contact
CALL (contact) {
  WITH contact
  WHERE NOT EXISTS { (contact)-[:HAS]->(:Conversation)<-[:PART_OF]-(:Message) }
  OPTIONAL MATCH (contact)-[:HAS]->(conversation:Conversation)
  OPTIONAL MATCH (contact)-[:KNOWN_AS]->(identity:Identity)
  DETACH DELETE conversation, identity, contact
  RETURN count(*) AS contacts
}
RETURN toInteger(row.ordinal) AS ordinal
