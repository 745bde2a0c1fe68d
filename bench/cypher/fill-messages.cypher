// Messages of contacts, as if they had been delivered.
UNWIND $rows AS row
MATCH (contact:Contact {id: row.contact})
MATCH (conversation:Conversation {key: row.channel + '/' + row.contact})
CREATE (contact)-[:SENT]->(:Message {
  key: $userId + '/' + row.channel + '/' + row.id,
  id: row.id,
  userId: $userId,
  channelKey: row.channel,
  direction: 'inbound',
  type: 'text',
  text: row.text,
  identityKey: $userId + '/wa/' + row.phone,
  sentAt: datetime({epochSeconds: row.sentAt}),
  receivedAt: datetime({epochSeconds: row.sentAt}),
  storedAt: datetime({epochSeconds: row.sentAt})
})-[:PART_OF]->(conversation)
