// Two addresses are one person's: records what shows it, since when, and on which accounts it was
// seen; and when a number was given up. An address that is new, and about which nothing else is
// known, becomes known as the contact of the first of the two. All others are left to
// regroup-contacts, which looks at everything that was recorded.
// The SETs of userId take the locks of both, so that a transaction that regroups them at this moment is waited for.
UNWIND $rows AS row
MATCH (channel:Channel {key: row.p_channel})
WITH row, coalesce(channel.businessAccountId, channel.key) AS account
MATCH (first:Identity {key: row.p_firstKey})
SET first.userId = row.p_userId
WITH row, account, first
MATCH (first)<-[:KNOWN_AS]-(contact:Contact)
MERGE (identity:Identity {key: row.p_identityKey})
  ON CREATE SET identity.userId = row.p_userId,
                identity.scheme = row.p_scheme,
                identity.value = row.p_value,
                identity.contactId = row.p_contactId
  ON MATCH SET identity.userId = row.p_userId
MERGE (other:Identity {key: row.p_otherKey})
  ON CREATE SET other.userId = row.p_userId,
                other.scheme = row.p_otherScheme,
                other.value = row.p_otherValue,
                other.contactId = row.p_otherContactId
  ON MATCH SET other.userId = row.p_userId
MERGE (identity)-[evidence:SAME_AS {why: row.p_why}]->(other)
  ON CREATE SET evidence.recordedAt = datetime()
WITH row, account, first, contact, identity, other, evidence, datetime({epochMillis: row.p_at}) AS at
SET evidence.at = CASE WHEN evidence.at <= at THEN evidence.at ELSE at END,
    evidence.accounts = CASE WHEN account IN evidence.accounts THEN evidence.accounts ELSE coalesce(evidence.accounts, []) + account END,
    identity.leftAt = CASE WHEN NOT row.p_left OR identity.leftAt <= at THEN identity.leftAt ELSE at END,
    other.leftAt = CASE WHEN NOT row.p_otherLeft OR other.leftAt <= at THEN other.leftAt ELSE at END
WITH row, first, contact, CASE WHEN first = identity THEN other ELSE identity END AS second
FOREACH (once IN CASE
    WHEN EXISTS { (second)<-[:KNOWN_AS]-() }
      OR COUNT { (second)-[:SAME_AS]-() } > 1
      OR first.leftAt IS NOT NULL
      OR second.leftAt IS NOT NULL
      OR (second.scheme = 'bsuid' AND first.scheme <> 'bsuid' AND EXISTS { (contact)-[:KNOWN_AS]->(:Identity {scheme: 'bsuid'}) })
      THEN []
    ELSE [1]
  END |
  MERGE (contact)-[:KNOWN_AS]->(second)
)
RETURN toInteger(row.ordinal) AS ordinal
