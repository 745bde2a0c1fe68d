// Puts the user who owned the channel at the time into the keys of account events that were stored before.
MATCH (event:ChannelEvent)
WHERE event.key > $after
WITH event, event.key AS key ORDER BY event.key LIMIT $limit
CALL (event, key) {
  MATCH (event)<-[:REPORTED]-(channel:Channel)
  WITH event, head(COLLECT {
    MATCH (channel)<-[owned:OWNS|OWNED]-(user:User)
    WHERE owned.until IS NULL OR event.lastAt IS NULL OR event.lastAt < owned.until
    RETURN user.id
    ORDER BY CASE WHEN event.lastAt IS NULL THEN 0 ELSE coalesce(owned.until, datetime({year: 9999})).epochSeconds END,
             coalesce(owned.until, datetime({year: 9999})) DESC
    LIMIT 1
  }) AS userId
  WHERE split(key, '/')[0] CONTAINS ':' AND userId IS NOT NULL
  SET event.key = userId + '/' + key
}
RETURN max(key) AS last
