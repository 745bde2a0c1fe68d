// One page of a user's conversations in which the person wrote last, the one with the newest such message
// first: those behind a position, in the order of the index (see list-conversations).
MATCH (user:User {id: $userId})-[:OWNS|OWNED]->(channel:Channel)
WHERE $channel IS NULL OR channel.key = $channel
WITH DISTINCT user, channel
CALL (user, channel) {
  MATCH (conversation:Conversation {userId: user.id, channelKey: channel.key})
  WHERE conversation.unansweredSince <= $beforeTime
    AND [conversation.unansweredSince, conversation.key] < [$beforeTime, $beforeKey]
  WITH conversation
  ORDER BY conversation.userId DESC, conversation.channelKey DESC, conversation.unansweredSince DESC, conversation.key DESC
  LIMIT $limit
  RETURN conversation.key AS key, conversation.unansweredSince AS time
}
RETURN key, time
ORDER BY time DESC, key DESC
LIMIT $limit
