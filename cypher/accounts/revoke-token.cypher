// Revokes an API token of a user; a row is not applied when the user has no such token.
UNWIND $rows AS row
MATCH (:User {id: row.p_userId})-[:HAS_TOKEN]->(token:ApiToken {id: row.p_id})
DETACH DELETE token
RETURN toInteger(row.ordinal) AS ordinal
