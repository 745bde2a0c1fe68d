// Keeps up to when a user has seen a conversation; without a time nothing of it counts as seen. The conversation is
// found by any id that its contact has ever had, see list-contact-messages. The SET takes the contact's lock, so
// that a join of contacts which is under way is waited for. A row is not applied when the user has no such
// conversation.
UNWIND $rows AS row
CALL (row) {
  MATCH (:Identity {contactId: row.p_contact})<-[:KNOWN_AS]-(contact:Contact)
  WHERE contact.userId = row.p_userId
  WITH DISTINCT row, contact
  SET contact.userId = row.p_userId
  WITH row, contact
  MATCH (contact)-[:HAS]->(conversation:Conversation {key: row.p_channel + '/' + contact.id})
  SET conversation.seenUpTo = CASE WHEN row.p_upTo IS NULL THEN null ELSE datetime({epochMillis: row.p_upTo}) END
  RETURN count(*) AS conversations
}
WITH row, conversations
WHERE conversations > 0
RETURN toInteger(row.ordinal) AS ordinal
