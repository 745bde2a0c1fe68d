// A user wants a contact erased. The user's channels, and those that the user connects later, ask
// from now on whether an event is about something that was erased; what is erased, when all copies
// know that.
UNWIND $rows AS row
MATCH (user:User {id: row.p_userId})-[:HAS_CONTACT]->(contact:Contact)-[:KNOWN_AS]->(:Identity {contactId: row.p_id})
SET contact.erasureRequestedAt = coalesce(contact.erasureRequestedAt, datetime()),
    user.hasErased = true
WITH row, user
CALL (user) {
  MATCH (user)-[:OWNS|OWNED]->(channel:Channel)
  SET channel.hasErased = true
}
RETURN toInteger(row.ordinal) AS ordinal
