// What is held for the channels of a user, the newest first: not what came in while somebody
// else owned them.
MATCH (user:User {id: $userId})-[:OWNS]->(channel:Channel)
WHERE $channel IS NULL OR channel.key = $channel
MATCH (held:HeldEvent {channelKey: channel.key})
WHERE held.reason <> 'former-owner'
  AND (channel.lastOwnedUntil IS NULL OR channel.lastOwner = user.id OR held.receivedAt >= channel.lastOwnedUntil)
  AND (held.receivedAt < $beforeTime OR (held.receivedAt = $beforeTime AND held.id < $beforeId))
RETURN held.id AS id, held.channelKey AS channel, held.provider AS provider, held.reason AS reason,
       held.receivedAt AS receivedAt, held.attempts AS attempts
ORDER BY receivedAt DESC, id DESC
LIMIT $limit
