// Parked events that are too old, and of each channel those beyond the newest $most; at
// most a thousand of each.
MATCH (held:HeldEvent {reason: $reason})
WHERE held.receivedAt < $before
RETURN held.id AS id, 'age' AS bound
LIMIT 1000
UNION
MATCH (held:HeldEvent {reason: $reason})
WHERE held.channelKey IS NOT NULL
WITH held.channelKey AS key, count(*) AS parked
WHERE parked > $most
CALL (key) {
  MATCH (held:HeldEvent {reason: $reason, channelKey: key})
  RETURN held.id AS id
  ORDER BY held.receivedAt DESC
  SKIP $most
  LIMIT 1000
}
RETURN id, 'number' AS bound
