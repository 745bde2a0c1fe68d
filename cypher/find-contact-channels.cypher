// The channels on which a user has to do with a person; none when there is no such contact.
MATCH (:User {id: $userId})-[:HAS_CONTACT]->(contact:Contact)-[:KNOWN_AS]->(:Identity {contactId: $id})
MATCH (contact)-[:HAS]->(:Conversation)-[:ON]->(channel:Channel)
RETURN DISTINCT channel.key AS key
