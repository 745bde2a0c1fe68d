// A new API token of a user: its digest, since it cannot be shown again.
UNWIND $rows AS row
MATCH (user:User {id: row.p_userId})-[:LOGS_IN_WITH]->(:Login)
CREATE (user)-[:HAS_TOKEN]->(:ApiToken {id: row.p_id, digest: row.p_digest, name: row.p_name, createdAt: datetime()})
RETURN toInteger(row.ordinal) AS ordinal
