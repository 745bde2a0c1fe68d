// Erases a user of whom nothing else is left, with the addresses that never got a contact because
// the copy that recorded them died before it made one.
UNWIND $rows AS row
MATCH (user:User {id: row.p_userId})
CALL (user) {
  WITH user
  WHERE NOT EXISTS { (user)-[:HAS_CONTACT|OWNS|OWNED]->() }
  CALL (user) {
    MATCH (identity:Identity)
    WHERE identity.key STARTS WITH user.id + '/'
    DETACH DELETE identity
  }
  CALL (user) {
    MATCH (unfinished:Unfinished)
    WHERE unfinished.identityKey STARTS WITH user.id + '/'
    DELETE unfinished
  }
  DETACH DELETE user
  RETURN count(*) AS users
}
RETURN toInteger(row.ordinal) AS ordinal
