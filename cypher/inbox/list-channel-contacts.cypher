// One page of the contacts with whom a user has messages on one channel, by the newest
// message there: those behind a position, in the order of the index (see list-conversations).
MATCH (user:User {id: $userId})-[:OWNS|OWNED]->(channel:Channel {key: $channel})
WITH DISTINCT user, channel
CALL (user, channel) {
  MATCH (conversation:Conversation {userId: user.id, channelKey: channel.key})
  WHERE conversation.lastMessageAt <= $beforeTime
    AND [conversation.lastMessageAt, conversation.key] < [$beforeTime, channel.key + '/' + $beforeKey]
  WITH conversation
  ORDER BY conversation.userId DESC, conversation.channelKey DESC, conversation.lastMessageAt DESC, conversation.key DESC
  LIMIT $limit
  MATCH (conversation)<-[:HAS]-(contact:Contact)
  RETURN contact.id AS key, conversation.lastMessageAt AS time
}
RETURN key, time
ORDER BY time DESC, key DESC
