// Ends sessions, if they are there.
UNWIND $rows AS row
OPTIONAL MATCH (session:Session {id: row.p_id})
DETACH DELETE session
RETURN toInteger(row.ordinal) AS ordinal
