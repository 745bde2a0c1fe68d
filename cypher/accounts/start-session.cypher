// Stores the session of a user who has logged in. The id is a digest: a reader of the graph cannot use it.
UNWIND $rows AS row
MATCH (user:User {id: row.p_userId})-[:LOGS_IN_WITH]->(:Login)
CREATE (user)-[:HAS_SESSION]->(:Session {
  id: row.p_id,
  createdAt: datetime({epochMillis: row.p_createdAt}),
  lastAccessedAt: datetime({epochMillis: row.p_lastAccessedAt}),
  expiresAt: datetime({epochMillis: row.p_expiresAt}),
  client: row.p_client,
  attributes: row.p_attributes
})
RETURN toInteger(row.ordinal) AS ordinal
