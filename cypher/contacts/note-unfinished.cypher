// Contacts are not joined yet, or receipts not applied to all messages: the route finish-history
// goes on with it. Of an identity that was erased nothing is left to do, and no note stays: the SET
// takes its lock, and who erases it at this moment is waited for.
UNWIND $rows AS row
OPTIONAL MATCH (identity:Identity {key: row.p_identityKey})
SET identity.userId = row.p_userId
FOREACH (once IN CASE WHEN identity IS NULL THEN [] ELSE [1] END |
  MERGE (unfinished:Unfinished {identityKey: row.p_identityKey})
  SET unfinished.userId = row.p_userId,
      unfinished.notedAt = datetime()
)
RETURN toInteger(row.ordinal) AS ordinal
