// One page of a user's conversations, the one with the newest message first: those behind a
// position. For each channel the index gives them in this order, so that no more of them are
// read than are shown; the planner only sees it when the order names all that the index has.
MATCH (user:User {id: $userId})-[:OWNS|OWNED]->(channel:Channel)
WHERE $channel IS NULL OR channel.key = $channel
WITH DISTINCT user, channel
CALL (user, channel) {
  MATCH (conversation:Conversation {userId: user.id, channelKey: channel.key})
  WHERE conversation.lastMessageAt <= $beforeTime
    AND [conversation.lastMessageAt, conversation.key] < [$beforeTime, $beforeKey]
  WITH conversation
  ORDER BY conversation.userId DESC, conversation.channelKey DESC, conversation.lastMessageAt DESC, conversation.key DESC
  LIMIT $limit
  RETURN conversation.key AS key, conversation.lastMessageAt AS time
}
RETURN key, time
ORDER BY time DESC, key DESC
LIMIT $limit
