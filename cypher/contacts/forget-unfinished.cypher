// It is finished, unless it was noted anew meanwhile.
UNWIND $rows AS row
OPTIONAL MATCH (unfinished:Unfinished {identityKey: row.p_identityKey, notedAt: row.p_notedAt})
DELETE unfinished
RETURN toInteger(row.ordinal) AS ordinal
