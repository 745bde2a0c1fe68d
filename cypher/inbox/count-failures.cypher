// Why messages of a user failed from one time until another, the most frequent reasons first; not those that came
// through later.
MATCH (user:User {id: $userId})-[:OWNS|OWNED]->(channel:Channel)
WITH DISTINCT user, channel
CALL (user, channel) {
  MATCH (message:Message {failedFor: user.id + '/' + channel.key})
  WHERE message.failedAt >= $from AND message.failedAt < $until
    AND message.status = 'failed'
  RETURN coalesce(message.errorTitle, 'code ' + message.errorCode, 'not told') AS reason
}
RETURN reason, count(*) AS messages
ORDER BY messages DESC, reason
LIMIT 50
