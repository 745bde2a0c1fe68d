// Takes a channel from its owner, who keeps what came in on it (OWNED), and forgets the
// token. A row is not applied when the user does not own the channel.
UNWIND $rows AS row
MATCH (user:User {id: row.p_userId})-[owns:OWNS]->(channel:Channel {key: row.p_key})
DELETE owns
MERGE (user)-[:OWNED]->(channel)
SET channel.userId = null,
    channel.status = 'disconnected',
    channel.statusReason = null,
    channel.lastOwner = row.p_userId,
    channel.lastOwnedUntil = datetime({epochMillis: row.p_at})
WITH row, channel
CALL (channel) {
  MATCH (channel)-[:ACCESSED_WITH]->(token:AccessToken)
  DETACH DELETE token
}
RETURN toInteger(row.ordinal) AS ordinal
