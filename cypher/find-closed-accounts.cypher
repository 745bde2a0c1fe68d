// Accounts that were closed and are not erased yet, a few at a time.
MATCH (user:User)
WHERE user.closedAt IS NOT NULL
RETURN user.id AS userId, [(user)-[:OWNS]->(channel:Channel) | channel.key] AS channels
ORDER BY user.closedAt
LIMIT 10
