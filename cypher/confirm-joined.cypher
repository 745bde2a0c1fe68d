// Applies the rows of identities that have one contact, whose id is that of its least
// identity. Those that it does not apply still have to be joined (join-contacts). The SET
// takes the identity's lock, so that a join which is under way is waited for.
UNWIND $rows AS row
MATCH (identity:Identity {key: row.p_identityKey})
SET identity.userId = row.p_userId
WITH row, identity
WHERE COUNT { (identity)<-[:KNOWN_AS]-() } = 1
  AND NOT EXISTS {
    MATCH (identity)<-[:KNOWN_AS]-(contact:Contact)-[:KNOWN_AS]->(other:Identity)
    WHERE other.contactId < contact.id
  }
RETURN toInteger(row.ordinal) AS ordinal
