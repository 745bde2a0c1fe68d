// Two addresses are one person's: records what shows it, and makes both known as the contact
// of the first of them. An address that has another contact already now has two, which
// join-contacts makes one. Two addresses that somebody has told apart (split-contact) are
// not joined any more, whatever else shows that they are one.
UNWIND $rows AS row
MATCH (first:Identity {key: row.p_firstKey})
SET first.userId = row.p_userId
WITH row, first
MATCH (first)<-[:KNOWN_AS]-(contact:Contact)
MERGE (identity:Identity {key: row.p_identityKey})
  ON CREATE SET identity.userId = row.p_userId,
                identity.scheme = row.p_scheme,
                identity.value = row.p_value,
                identity.contactId = row.p_contactId
MERGE (other:Identity {key: row.p_otherKey})
  ON CREATE SET other.userId = row.p_userId,
                other.scheme = row.p_otherScheme,
                other.value = row.p_otherValue,
                other.contactId = row.p_otherContactId
MERGE (identity)-[evidence:SAME_AS {why: row.p_why}]->(other)
  ON CREATE SET evidence.recordedAt = datetime()
FOREACH (once IN CASE
    WHEN EXISTS { (identity)-[rejected:SAME_AS]-(other) WHERE rejected.rejectedAt IS NOT NULL } THEN []
    ELSE [1]
  END |
  MERGE (contact)-[:KNOWN_AS]->(identity)
  MERGE (contact)-[:KNOWN_AS]->(other)
)
RETURN toInteger(row.ordinal) AS ordinal
