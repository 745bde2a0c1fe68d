// Applies the rows of identities that are certainly with the right contact: it is the only one,
// has the id of its least identity, and is all that evidence links to them, with nothing that speaks
// against it: no number that was given up (evidence from before can speak against that change), no two
// user ids but those of one person. The others are
// looked at by regroup-contacts. The SET takes the identity's lock, so that a join which is under
// way is waited for.
UNWIND $rows AS row
MATCH (identity:Identity {key: row.p_identityKey})
SET identity.userId = row.p_userId
WITH row, identity
MATCH (identity)<-[:KNOWN_AS]-(contact:Contact)
WHERE COUNT { (identity)<-[:KNOWN_AS]-() } = 1
  AND NOT EXISTS {
    MATCH (contact)-[:KNOWN_AS]->(left:Identity)
    WHERE left.leftAt IS NOT NULL
  }
  AND NOT EXISTS {
    MATCH (contact)-[:KNOWN_AS]->(other:Identity)
    WHERE other.contactId < contact.id
  }
  AND NOT EXISTS {
    MATCH (identity)-[:SAME_AS]-(other:Identity)
    WHERE NOT (contact)-[:KNOWN_AS]->(other)
  }
  AND NOT EXISTS {
    MATCH (contact)-[:KNOWN_AS]->(one:Identity {scheme: 'bsuid'}), (contact)-[:KNOWN_AS]->(other:Identity {scheme: 'bsuid'})
    WHERE one.key < other.key AND NOT (one)-[:SAME_AS]-(other)
  }
RETURN toInteger(row.ordinal) AS ordinal
