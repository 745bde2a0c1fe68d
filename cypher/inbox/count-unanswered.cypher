// How many conversations of a user wait for an answer, by their index.
MATCH (user:User {id: $userId})-[:OWNS|OWNED]->(channel:Channel)
WITH DISTINCT user, channel
CALL (user, channel) {
  MATCH (conversation:Conversation {userId: user.id, channelKey: channel.key})
  WHERE conversation.unansweredSince >= datetime({epochMillis: 0})
  RETURN count(*) AS conversations
}
RETURN sum(conversations) AS unanswered
