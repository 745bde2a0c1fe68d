// Accounts that were closed and are not erased yet, a few at a time, with the channels that they
// still own and those that they have owned. One that was closed just now is only found for the
// channels that it still owns: what other copies remember of it must be forgotten before it is
// erased.
MATCH (user:User)
WHERE user.closedAt IS NOT NULL
  AND (user.closedAt <= $before OR EXISTS { (user)-[:OWNS]->(:Channel) })
RETURN user.id AS userId,
       [(user)-[:OWNS]->(channel:Channel) | channel.key] AS channels,
       COLLECT { MATCH (user)-[:OWNS|OWNED]->(channel:Channel) RETURN DISTINCT channel.key } AS owned,
       user.closedAt <= $before AS due
ORDER BY user.closedAt
LIMIT 10
