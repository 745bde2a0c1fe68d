// One page of the messages that a full-text query finds, the newest first: those behind a
// position, among the thousand that fit best. The query names the user, and so finds hardly
// anything else; that each message is the user's is looked up all the same.
MATCH (user:User {id: $userId})
CALL db.index.fulltext.queryNodes('message_text', $query, {limit: 1000}) YIELD node AS message
WHERE message.userId = user.id
  AND ($channel IS NULL OR message.channelKey = $channel)
  AND [message.sentAt, message.key] < [$beforeTime, $beforeKey]
RETURN message.key AS key, message.sentAt AS time
ORDER BY time DESC, key DESC
LIMIT $limit
