// Contacts with the addresses that they are known by. A contact is found by any id that it has
// ever had, see list-contact-messages; one that is not the user's is left out, as if it were
// not there.
MATCH (user:User {id: $userId})
UNWIND $ids AS id
CALL (user, id) {
  MATCH (:Identity {contactId: id})<-[:KNOWN_AS]-(contact:Contact)
  WHERE contact.userId = user.id
  RETURN DISTINCT contact
}
RETURN contact.id AS key,
       contact.name AS name,
       contact.phone AS phone,
       contact.username AS username,
       contact.firstSeenAt AS firstSeenAt,
       contact.lastSeenAt AS lastSeenAt,
       COLLECT {
         MATCH (contact)-[:KNOWN_AS]->(identity:Identity)
         RETURN identity {.scheme, .value}
         ORDER BY identity.key
       } AS identities
