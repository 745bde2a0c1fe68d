// One page of what is held for the channels of a user, the oldest first, to be replayed or deleted (see
// list-own-held).
UNWIND $periods AS period
CALL (period) {
  MATCH (held:HeldEvent {channelKey: period.channel})
  USING INDEX held:HeldEvent(channelKey, receivedAt)
  WHERE held.receivedAt >= datetime({epochMillis: period.from})
    AND held.receivedAt < datetime({epochMillis: period.until})
    AND [held.receivedAt, held.id] > [$afterTime, $afterId]
    AND ($reason IS NULL OR held.reason = $reason OR held.reason STARTS WITH $reason + ':')
  WITH held
  ORDER BY held.channelKey, held.receivedAt, held.id
  LIMIT $limit
  RETURN held
}
RETURN held.id AS id, held.receivedAt AS receivedAt, held.attempts AS attempts, size(held.payload) AS size
ORDER BY receivedAt, id
LIMIT $limit
