// Ends the ownership of a channel: OWNS becomes OWNED, with the time until which what came in is
// this user's, and with what the channel was known by meanwhile. Forgets the access token. A row
// is not applied when the user does not own the channel.
UNWIND $rows AS row
MATCH (user:User {id: row.p_userId})-[owns:OWNS]->(channel:Channel {key: row.p_key})
CREATE (user)-[owned:OWNED]->(channel)
SET owned.since = owns.since,
    owned.until = CASE
      WHEN owns.since > datetime({epochMillis: row.p_at}) THEN owns.since
      ELSE datetime({epochMillis: row.p_at})
    END,
    owned.appId = channel.appId,
    owned.businessAccountId = channel.businessAccountId,
    owned.displayPhoneNumber = channel.displayPhoneNumber
DELETE owns
SET channel.userId = null,
    channel.status = 'disconnected',
    channel.statusReason = null
WITH row, channel
CALL (channel) {
  MATCH (channel)-[:ACCESSED_WITH]->(token:AccessToken)
  DETACH DELETE token
}
RETURN toInteger(row.ordinal) AS ordinal
