// A comment, so that the mistake is on the third line.
UNWIND $rows AS row
MERG (note:Note {key: row.p_key})
RETURN toInteger(row.ordinal) AS ordinal
