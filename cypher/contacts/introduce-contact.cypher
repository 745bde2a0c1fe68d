// Two addresses are one person's, as nearly every message shows them: both are new, or all of it is
// recorded. Makes the contact of the new ones, with what shows that they are one; and applies the rows
// of those about whom nothing is left to do. All others are left to merge-contact, record-evidence and
// confirm-joined, which come to the same for new ones.
// A row is not applied either when its channel has no such owner (any more).
// The SETs of userId take the locks of both addresses, so that who joins or regroups them is waited for.
UNWIND $rows AS row
MATCH (channel:Channel {key: row.p_channel})<-[owned:OWNS|OWNED]-(user:User {id: row.p_userId})
WHERE coalesce(owned.since.epochMillis, 0) = row.p_since
  AND coalesce(row.p_receivedAt < owned.until.epochMillis, true)
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
WITH row, channel, user, identity, other,
     coalesce(channel.businessAccountId, channel.key) AS account,
     datetime({epochMillis: row.p_at}) AS at,
     CASE WHEN row.p_firstKey = row.p_identityKey THEN identity ELSE other END AS first,
     CASE WHEN row.p_firstKey = row.p_identityKey THEN row.p_contactId ELSE row.p_otherContactId END AS contactId
FOREACH (once IN CASE
    WHEN row.p_left
      OR row.p_otherLeft
      OR identity.leftAt IS NOT NULL
      OR other.leftAt IS NOT NULL
      OR EXISTS { (identity)-[:SAME_AS]-() }
      OR EXISTS { (other)-[:SAME_AS]-() }
      OR EXISTS { (identity)<-[:KNOWN_AS]-() }
      OR EXISTS { (other)<-[:KNOWN_AS]-() }
      THEN []
    ELSE [1]
  END |
  MERGE (contact:Contact)-[:KNOWN_AS]->(first)
    ON CREATE SET contact.id = contactId,
                  contact.userId = row.p_userId,
                  contact.activeAt = datetime({epochMillis: 0})
  MERGE (contact)-[:KNOWN_AS]->(identity)
  MERGE (contact)-[:KNOWN_AS]->(other)
  MERGE (user)-[:HAS_CONTACT]->(contact)
  MERGE (conversation:Conversation {key: row.p_channel + '/' + contact.id})
    ON CREATE SET conversation.channelKey = row.p_channel,
                  conversation.userId = row.p_userId
  MERGE (contact)-[:HAS]->(conversation)
  MERGE (conversation)-[:ON]->(channel)
  MERGE (identity)-[evidence:SAME_AS {why: row.p_why}]->(other)
    ON CREATE SET evidence.recordedAt = datetime(),
                  evidence.at = at,
                  evidence.accounts = [account]
)
// A row is applied only when what stands there now is settled, also where this batch has just made it.
WITH row, identity, other, account, at
MATCH (identity)<-[:KNOWN_AS]-(contact:Contact)-[:KNOWN_AS]->(other)
WHERE NOT row.p_left
  AND NOT row.p_otherLeft
  AND EXISTS {
    MATCH (identity)-[evidence:SAME_AS {why: row.p_why}]->(other)
    WHERE evidence.at <= at AND account IN evidence.accounts
  }
  AND EXISTS { (contact)-[:HAS]->(:Conversation {key: row.p_channel + '/' + contact.id}) }
  AND COUNT { (identity)<-[:KNOWN_AS]-() } = 1
  AND COUNT { (other)<-[:KNOWN_AS]-() } = 1
  AND NOT EXISTS {
    MATCH (contact)-[:KNOWN_AS]->(one:Identity)
    WHERE one.leftAt IS NOT NULL OR one.contactId < contact.id
  }
  AND NOT EXISTS {
    MATCH (contact)-[:KNOWN_AS]->(:Identity)-[:SAME_AS]-(linked:Identity)
    WHERE NOT (contact)-[:KNOWN_AS]->(linked)
  }
  AND NOT EXISTS {
    MATCH (contact)-[:KNOWN_AS]->(one:Identity {scheme: 'bsuid'}), (contact)-[:KNOWN_AS]->(another:Identity {scheme: 'bsuid'})
    WHERE one.key < another.key AND NOT (one)-[:SAME_AS]-(another)
  }
RETURN toInteger(row.ordinal) AS ordinal
