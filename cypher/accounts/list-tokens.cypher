// The API tokens of a user.
MATCH (:User {id: $userId})-[:HAS_TOKEN]->(token:ApiToken)
RETURN token.id AS id, token.name AS name, token.createdAt AS createdAt
ORDER BY createdAt DESC, id
