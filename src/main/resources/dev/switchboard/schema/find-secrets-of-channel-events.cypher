// Account events whose JSON may have a secret. Where the platform gave no id, the key ends with a digest of it.
MATCH (event:ChannelEvent)
WHERE event.key > $after
WITH event ORDER BY event.key LIMIT $limit
RETURN max(event.key) AS last,
       collect(CASE WHEN any(sign IN $signs WHERE event.raw CONTAINS sign)
         THEN event {.key, text: event.raw, before: ['']} END) AS found
