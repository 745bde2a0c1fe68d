// What a user logs in with.
MATCH (user:User {id: $userId})-[:LOGS_IN_WITH]->(login:Login)
RETURN user.id AS userId, login.password AS password
