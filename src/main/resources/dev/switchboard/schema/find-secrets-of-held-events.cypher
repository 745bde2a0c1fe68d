// Held events whose payload may have a secret; base64 does not show it. The id is a digest of the payload and of what is
// before it: the reason, the app and, where the channel was owned, an owner, of whom the event itself does not tell.
MATCH (held:HeldEvent)
WHERE held.id > $after
WITH held, split(held.reason, ':')[0] + coalesce('@' + held.app, '') AS start ORDER BY held.id LIMIT $limit
RETURN max(held.id) AS last,
       collect(CASE WHEN held.encoding IS NOT NULL OR any(sign IN $signs WHERE held.payload CONTAINS sign)
         THEN held {key: held.id, text: held.payload, .encoding, before: [start] + COLLECT {
           MATCH (:Channel {key: held.channelKey})<-[:OWNS|OWNED]-(user:User)
           RETURN DISTINCT start + '/' + user.id
         }} END) AS found
