// Held events of a user's channels, of the times for which they were the user's, whose payload
// has one of some addresses; of a number that was given up, only what came in before.
UNWIND $periods AS period
MATCH (held:HeldEvent {channelKey: period.channel})
WHERE held.receivedAt >= datetime({epochMillis: period.from})
  AND held.receivedAt < datetime({epochMillis: period.until})
  AND any(address IN $addresses WHERE held.payload CONTAINS address.text
    AND coalesce(held.receivedAt.epochMillis <= address.leftAt, true))
RETURN held.id AS id
LIMIT 1000
