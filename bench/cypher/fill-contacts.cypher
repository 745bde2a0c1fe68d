// Contacts of a user, each with a conversation on a channel, as if they had written.
MATCH (user:User {id: $userId})
UNWIND $rows AS row
MATCH (channel:Channel {key: row.channel})
CREATE (user)-[:HAS_CONTACT]->(contact:Contact {
  id: row.contact,
  userId: $userId,
  name: 'Contact ' + row.phone,
  phone: row.phone,
  firstSeenAt: datetime({epochSeconds: row.first}),
  lastSeenAt: datetime({epochSeconds: row.last}),
  activeAt: datetime({epochSeconds: row.last})
})
CREATE (contact)-[:KNOWN_AS]->(:Identity {
  key: $userId + '/wa/' + row.phone,
  userId: $userId,
  scheme: 'wa',
  value: row.phone,
  contactId: row.contact
})
CREATE (contact)-[:HAS]->(:Conversation {
  key: row.channel + '/' + row.contact,
  channelKey: row.channel,
  userId: $userId,
  lastMessageAt: datetime({epochSeconds: row.last}),
  answeredAt: datetime({epochSeconds: row.answered}),
  lastInboundAt: datetime({epochSeconds: row.last}),
  unansweredSince: datetime({epochSeconds: row.last})
})-[:ON]->(channel)
