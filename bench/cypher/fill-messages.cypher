// Messages of contacts, and answers to them, as if they had been delivered.
UNWIND $rows AS row
MATCH (channel:Channel {key: row.channel})
MATCH (contact:Contact {id: row.contact})
MATCH (conversation:Conversation {key: row.channel + '/' + row.contact})
CREATE (message:Message {
  key: $userId + '/' + row.channel + '/' + row.id,
  id: row.id,
  userId: $userId,
  channelKey: row.channel,
  direction: row.direction,
  type: 'text',
  text: row.text,
  identityKey: $userId + '/wa/' + row.phone,
  sentAt: datetime({epochSeconds: row.sentAt}),
  receivedAt: datetime({epochSeconds: row.sentAt}),
  storedAt: datetime({epochSeconds: row.sentAt})
})-[:PART_OF]->(conversation)
FOREACH (once IN CASE row.direction WHEN 'inbound' THEN [1] ELSE [] END |
  CREATE (contact)-[:SENT]->(message)
)
FOREACH (once IN CASE row.direction WHEN 'outbound' THEN [1] ELSE [] END |
  CREATE (channel)-[:SENT]->(message)-[:TO]->(contact)
)
