// A wish is carried out, and who had it is forgotten.
UNWIND $rows AS row
MATCH (deletion:DataDeletion {code: row.p_code})
SET deletion.doneAt = datetime(), deletion.grantedBy = null
RETURN toInteger(row.ordinal) AS ordinal
