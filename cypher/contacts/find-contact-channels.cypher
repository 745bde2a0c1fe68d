// The channels of a user, if a contact is the user's; none when there is no such contact.
MATCH (user:User {id: $userId})-[:HAS_CONTACT]->(:Contact)-[:KNOWN_AS]->(:Identity {contactId: $id})
MATCH (user)-[:OWNS|OWNED]->(channel:Channel)
RETURN DISTINCT channel.key AS key
