// Nobody can log in to an account from now on; what it owns is erased afterwards.
UNWIND $rows AS row
MATCH (user:User {id: row.p_userId})
SET user.closedAt = datetime()
WITH row, user
CALL (user) {
  MATCH (user)-[:LOGS_IN_WITH|HAS_SESSION|HAS_TOKEN]->(access:Login|Session|ApiToken)
  DETACH DELETE access
}
RETURN toInteger(row.ordinal) AS ordinal
