// How many messages a user got and sent on each channel from one time until another, by the index by time.
MATCH (user:User {id: $userId})-[:OWNS|OWNED]->(channel:Channel)
WITH DISTINCT user, channel
CALL (user, channel) {
  MATCH (message:Message {userId: user.id, channelKey: channel.key})
  WHERE message.sentAt >= $from AND message.sentAt < $until
  RETURN count(*) AS messages, count(CASE message.direction WHEN 'outbound' THEN 1 END) AS outbound
}
WITH channel, messages, outbound
WHERE messages > 0
RETURN channel.key AS channel, messages - outbound AS inbound, outbound
ORDER BY channel
