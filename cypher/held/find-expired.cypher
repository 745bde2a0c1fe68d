// Parked events that are too old, and of each channel those beyond the newest $most; at
// most a thousand of each.
MATCH (held:HeldEvent)
WHERE held.receivedAt < $before AND held.reason IN $reasons
RETURN held.id AS id, 'age' AS bound
LIMIT 1000
UNION
UNWIND $reasons AS reason
MATCH (held:HeldEvent {reason: reason})
WHERE held.channelKey IS NOT NULL
WITH reason, held.channelKey AS key, count(*) AS parked
WHERE parked > $most
CALL (reason, key) {
  MATCH (held:HeldEvent {reason: reason, channelKey: key})
  RETURN held.id AS id
  ORDER BY held.receivedAt DESC
  SKIP $most
  LIMIT 1000
}
RETURN id, 'number' AS bound
