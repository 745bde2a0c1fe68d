// Makes sure that a person is known by an address, and has a conversation on the channel.
// An address belongs to one contact; which one can change when two prove to be one
// (join-contacts), so the contact is found by the address and never by its id. ON MATCH SET
// takes its lock, because joining changes the id that is read afterwards.
// A row whose channel has no such owner (any more) is not applied.
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
MERGE (contact:Contact)-[:KNOWN_AS]->(identity)
  ON CREATE SET contact.id = row.p_contactId,
                contact.userId = row.p_userId,
                contact.activeAt = datetime({epochMillis: 0})
  ON MATCH SET contact.userId = row.p_userId
MERGE (user)-[:HAS_CONTACT]->(contact)
MERGE (conversation:Conversation {key: row.p_channel + '/' + contact.id})
  ON CREATE SET conversation.channelKey = row.p_channel,
                conversation.userId = row.p_userId
MERGE (contact)-[:HAS]->(conversation)
MERGE (conversation)-[:ON]->(channel)
RETURN toInteger(row.ordinal) AS ordinal
