// One page of a user's messages on all channels, or on one, the newest first: those behind a
// position, in the order of the index (see list-conversations).
MATCH (user:User {id: $userId})-[:OWNS|OWNED]->(channel:Channel)
WHERE $channel IS NULL OR channel.key = $channel
WITH DISTINCT user, channel
CALL (user, channel) {
  MATCH (message:Message {userId: user.id, channelKey: channel.key})
  WHERE message.sentAt <= $beforeTime
    AND [message.sentAt, message.key] < [$beforeTime, $beforeKey]
  WITH message
  ORDER BY message.userId DESC, message.channelKey DESC, message.sentAt DESC, message.key DESC
  LIMIT $limit
  RETURN message.key AS key, message.sentAt AS time
}
RETURN key, time
ORDER BY time DESC, key DESC
LIMIT $limit
