// Ends all sessions of a user but one.
UNWIND $rows AS row
MATCH (user:User {id: row.p_userId})
CALL (row, user) {
  MATCH (user)-[:HAS_SESSION]->(session:Session)
  WHERE session.id <> row.p_keep
  DETACH DELETE session
}
RETURN toInteger(row.ordinal) AS ordinal
