// Deletes held events after a replay, but not those that were held again meanwhile: these
// have had one more attempt.
UNWIND $rows AS row
OPTIONAL MATCH (held:HeldEvent {id: row.p_id, attempts: row.p_attempts})
DELETE held
RETURN toInteger(row.ordinal) AS ordinal
