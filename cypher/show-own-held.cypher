// One event that is held for a channel of a user, with its payload.
MATCH (user:User {id: $userId})-[:OWNS]->(channel:Channel)
MATCH (held:HeldEvent {id: $id, channelKey: channel.key})
WHERE held.reason <> 'former-owner'
  AND (channel.lastOwnedUntil IS NULL OR channel.lastOwner = user.id OR held.receivedAt >= channel.lastOwnedUntil)
RETURN held.id AS id, held.channelKey AS channel, held.provider AS provider, held.reason AS reason,
       held.receivedAt AS receivedAt, held.attempts AS attempts, held.payload AS payload, held.encoding AS encoding
