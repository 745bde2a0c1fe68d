// Erases a user of whom nothing else is left.
UNWIND $rows AS row
MATCH (user:User {id: row.p_userId})
CALL (user) {
  WITH user
  WHERE NOT EXISTS { (user)-[:HAS_CONTACT|OWNS|OWNED]->() }
  DETACH DELETE user
  RETURN count(*) AS users
}
RETURN toInteger(row.ordinal) AS ordinal
