// One page of the held events that fit a filter, oldest first, without their payloads.
MATCH (held:HeldEvent)
WHERE held.receivedAt >= $afterTime
  AND (held.receivedAt > $afterTime OR held.id > $afterId)
  AND ($channel IS NULL OR held.channelKey = $channel)
  AND ($provider IS NULL OR held.provider = $provider)
  AND ($reason IS NULL OR held.reason = $reason OR held.reason STARTS WITH $reason + ':')
RETURN held.id AS id, held.provider AS provider, held.app AS app, held.reason AS reason, held.channelKey AS channel,
       held.receivedAt AS receivedAt, held.attempts AS attempts, size(held.payload) AS size
ORDER BY held.receivedAt, held.id
LIMIT $limit
