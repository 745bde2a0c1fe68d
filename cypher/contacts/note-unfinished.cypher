// Contacts are not joined yet, or receipts not applied to all messages: the route finish-history
// goes on with it.
UNWIND $rows AS row
MERGE (unfinished:Unfinished {identityKey: row.p_identityKey})
SET unfinished.userId = row.p_userId,
    unfinished.notedAt = datetime()
RETURN toInteger(row.ordinal) AS ordinal
