// One event that is held for a channel of a user, with its payload.
UNWIND $periods AS period
MATCH (held:HeldEvent {id: $id})
WHERE held.channelKey = period.channel
  AND held.receivedAt >= datetime({epochMillis: period.from})
  AND held.receivedAt < datetime({epochMillis: period.until})
RETURN held.id AS id, held.channelKey AS channel, held.provider AS provider, held.reason AS reason,
       held.receivedAt AS receivedAt, held.attempts AS attempts, held.payload AS payload, held.encoding AS encoding
