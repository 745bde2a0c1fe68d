// What failures are counted by, for messages that failed before: whose the message is, and on which channel.
MATCH (message:Message)
WHERE message.key > $after
WITH message ORDER BY message.key LIMIT $limit
CALL (message) {
  WITH message
  WHERE message.failedAt IS NOT NULL
  SET message.failedFor = left(message.key, size(message.key) - size(message.id) - 1)
}
RETURN max(message.key) AS last
