// Takes a wrong merge apart: the identities of $identityKeys become a contact of their own, with all that came by
// them or went to them. Each of them is marked as told apart from each of the others, and as one person with each
// other, so that no evidence says otherwise. The application does the rest, within seconds (regroup-contacts). For
// Neo4j Browser:
//   :param identityKeys => ['bob/bsuid/IN.2']
// To take it back, delete the relationships whose why is told-apart and told-together, and create the last node again.
MATCH (contact:Contact)-[:KNOWN_AS]->(:Identity {key: $identityKeys[0]})
WITH contact,
     COLLECT { MATCH (contact)-[:KNOWN_AS]->(i:Identity) WHERE i.key IN $identityKeys RETURN i ORDER BY i.key } AS taken,
     COLLECT { MATCH (contact)-[:KNOWN_AS]->(i:Identity) WHERE NOT i.key IN $identityKeys RETURN i ORDER BY i.key } AS left
WHERE size(left) > 0
CALL (taken, left) {
  UNWIND taken AS one
  UNWIND left AS other
  MERGE (one)-[apart:SAME_AS {why: 'told-apart'}]->(other)
    ON CREATE SET apart.recordedAt = datetime()
  SET apart.rejectedAt = datetime()
}
CALL (taken, left) {
  UNWIND [taken, left] AS one
  UNWIND tail(one) AS other
  WITH head(one) AS first, other
  MERGE (first)-[together:SAME_AS {why: 'told-together'}]->(other)
    ON CREATE SET together.recordedAt = datetime()
}
MERGE (unfinished:Unfinished {identityKey: $identityKeys[0]})
SET unfinished.userId = contact.userId,
    unfinished.notedAt = datetime()
RETURN contact.id AS contact, size(taken) AS taken, size(left) AS left
