// Where a message came from: when it came and was stored, by which Meta app its channel was connected then, the
// platform's JSON, and what is still held of it: the event that came in at the same time or next, among a thousand,
// whose payload has the message's id. Only what came in while the channel was the user's counts ($periods).
MATCH (user:User {id: $userId})
CALL (user) {
  MATCH (message:Message {key: $key})
  WHERE message.userId = user.id AND message.type IS NOT NULL
  RETURN message
}
RETURN message.channelKey AS channel,
       message.sentAt AS sentAt,
       message.receivedAt AS receivedAt,
       message.storedAt AS storedAt,
       CASE WHEN message.revokedAt IS NULL THEN message.raw END AS raw,
       head(COLLECT {
         MATCH (user)-[owned:OWNS|OWNED]->(channel:Channel {key: message.channelKey})
         WHERE coalesce(message.receivedAt < owned.until, true)
         RETURN CASE type(owned) WHEN 'OWNED' THEN owned.appId ELSE channel.appId END
         ORDER BY coalesce(owned.until, datetime('9999-12-31T00:00:00Z'))
         LIMIT 1
       }) AS app,
       head(COLLECT {
         UNWIND $periods AS period
         CALL (message, period) {
           MATCH (held:HeldEvent {channelKey: period.channel})
           USING INDEX held:HeldEvent(channelKey, receivedAt)
           WHERE period.channel = message.channelKey
             AND held.receivedAt >= message.receivedAt
             AND held.receivedAt >= datetime({epochMillis: period.from})
             AND held.receivedAt < datetime({epochMillis: period.until})
           RETURN held
           ORDER BY held.receivedAt
           LIMIT 1000
         }
         WITH held
         WHERE held.payload CONTAINS '"' + message.id + '"'
         RETURN held.id
         ORDER BY held.receivedAt
         LIMIT 1
       }) AS held
