// Accounts that were closed and are not erased yet, a few at a time, with the channels that they
// still own and those that they have owned.
MATCH (user:User)
WHERE user.closedAt IS NOT NULL
RETURN user.id AS userId,
       [(user)-[:OWNS]->(channel:Channel) | channel.key] AS channels,
       COLLECT { MATCH (user)-[:OWNS|OWNED]->(channel:Channel) RETURN DISTINCT channel.key } AS owned
ORDER BY user.closedAt
LIMIT 10
