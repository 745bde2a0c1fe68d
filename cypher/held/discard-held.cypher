// Deletes held events for good.
UNWIND $rows AS row
OPTIONAL MATCH (held:HeldEvent {id: row.p_id})
DELETE held
RETURN toInteger(row.ordinal) AS ordinal
