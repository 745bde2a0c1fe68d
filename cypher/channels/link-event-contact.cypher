// Whom an account's event is about. Both are there already.
UNWIND $rows AS row
MATCH (event:ChannelEvent {key: row.p_scope + '/' + row.p_type + '/' + row.p_eventId})
CALL (row) {
  MATCH (identity:Identity {key: row.p_identityKey})
  SET identity.userId = row.p_userId
  WITH row, identity
  MATCH (identity)<-[:KNOWN_AS]-(contact:Contact)
  SET contact.userId = row.p_userId
  RETURN contact
}
MERGE (event)-[:ABOUT {identityKey: row.p_identityKey}]->(contact)
RETURN toInteger(row.ordinal) AS ordinal
