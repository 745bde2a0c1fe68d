// Contacts are found by their identities from now on, and a message tells which identity it came by.
MATCH (contact:Contact)-[:KNOWN_AS]->(identity:Identity)
SET identity.contactId = contact.id;
MATCH (identity:Identity)<-[:KNOWN_AS]-(:Contact)-[:SENT]->(message:Message)
SET message.identityKey = identity.key;
MATCH (contact:Contact) WHERE contact.phone IS NOT NULL
SET contact.phoneAt = coalesce(contact.lastSeenAt, contact.firstSeenAt);
MATCH (conversation:Conversation)-[:ON]->(channel:Channel)
SET conversation.channelKey = channel.key;
