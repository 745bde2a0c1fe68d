// One page of the held events that fit a filter, oldest first, without their payloads. Those of one channel
// are read in the order of the channel's index, all others in that of the times at which they came in.
CALL () {
  WITH 1 AS once
  WHERE $channel IS NULL
  MATCH (held:HeldEvent)
  WHERE held.receivedAt >= $afterTime
    AND [held.receivedAt, held.id] > [$afterTime, $afterId]
    AND ($provider IS NULL OR held.provider = $provider)
    AND ($reason IS NULL OR held.reason = $reason OR held.reason STARTS WITH $reason + ':')
  WITH held
  ORDER BY held.receivedAt, held.id
  LIMIT $limit
  RETURN held
  UNION ALL
  WITH 1 AS once
  WHERE $channel IS NOT NULL
  MATCH (held:HeldEvent {channelKey: $channel})
  USING INDEX held:HeldEvent(channelKey, receivedAt)
  WHERE held.receivedAt >= $afterTime
    AND [held.receivedAt, held.id] > [$afterTime, $afterId]
    AND ($provider IS NULL OR held.provider = $provider)
    AND ($reason IS NULL OR held.reason = $reason OR held.reason STARTS WITH $reason + ':')
  WITH held
  ORDER BY held.channelKey, held.receivedAt, held.id
  LIMIT $limit
  RETURN held
}
RETURN held.id AS id, held.provider AS provider, held.app AS app, held.reason AS reason, held.channelKey AS channel,
       held.receivedAt AS receivedAt, held.attempts AS attempts, size(held.payload) AS size
ORDER BY receivedAt, id
LIMIT $limit
