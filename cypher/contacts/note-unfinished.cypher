// Contacts are not joined yet, or receipts not applied to all messages: the route finish-history
// goes on with it. Of an address that was erased meanwhile nothing is left to do, and nothing may stay.
UNWIND $rows AS row
OPTIONAL MATCH (identity:Identity {key: row.p_identityKey})
// Who erases the address at this moment is waited for.
SET identity.userId = row.p_userId
FOREACH (once IN CASE WHEN identity IS NULL THEN [] ELSE [1] END |
  MERGE (unfinished:Unfinished {identityKey: row.p_identityKey})
  SET unfinished.userId = row.p_userId,
      unfinished.notedAt = datetime()
)
CALL (row, identity) {
  WITH row, identity
  WHERE identity IS NULL
  MATCH (unfinished:Unfinished {identityKey: row.p_identityKey})
  DELETE unfinished
}
RETURN toInteger(row.ordinal) AS ordinal
