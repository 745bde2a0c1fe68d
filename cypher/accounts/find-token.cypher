// For whom a token acts.
MATCH (user:User)-[:HAS_TOKEN]->(token:ApiToken {digest: $digest})
RETURN user.id AS userId, token.id AS id
