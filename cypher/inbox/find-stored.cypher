// The messages that were stored since some positions, for open streams: each user's messages from a time
// on, in the order in which they were stored, and what time it is now. A new stream has no position: for it
// all that was stored within $settling is returned, because transactions that began earlier may still commit.
// A message that is younger than half a second is left to the next time, because what it
// answers is written after it.
UNWIND $positions AS position
MATCH (user:User {id: position.userId})
CALL (user, position) {
  MATCH (message:Message {userId: user.id})
  WHERE message.storedAt >= coalesce(position.after, datetime() - $settling)
    AND message.storedAt <= CASE WHEN position.after IS NULL THEN datetime() ELSE datetime() - duration('PT0.5S') END
  WITH message
  ORDER BY message.userId, message.storedAt, message.key
  LIMIT $limit
  RETURN collect({key: message.key, storedAt: message.storedAt}) AS stored
}
RETURN position.userId AS userId, position.after AS after, stored, datetime() AS now
