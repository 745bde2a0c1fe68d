// What is held for the channels of a user, the newest first: what came in while they were the
// user's.
UNWIND $periods AS period
MATCH (held:HeldEvent {channelKey: period.channel})
WHERE ($channel IS NULL OR held.channelKey = $channel)
  AND held.receivedAt >= datetime({epochMillis: period.from})
  AND held.receivedAt < datetime({epochMillis: period.until})
  AND (held.receivedAt < $beforeTime OR (held.receivedAt = $beforeTime AND held.id < $beforeId))
RETURN held.id AS id, held.channelKey AS channel, held.provider AS provider, held.reason AS reason,
       held.receivedAt AS receivedAt, held.attempts AS attempts
ORDER BY receivedAt DESC, id DESC
LIMIT $limit
