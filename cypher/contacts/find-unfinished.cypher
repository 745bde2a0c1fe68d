// What finish-history has to go on with, what was noted longest ago first.
MATCH (unfinished:Unfinished)
WHERE unfinished.identityKey > ''
  AND EXISTS { (:Identity {key: unfinished.identityKey}) }
RETURN unfinished.identityKey AS identityKey, unfinished.userId AS userId, unfinished.notedAt AS notedAt
ORDER BY notedAt
LIMIT 20
