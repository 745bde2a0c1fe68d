// A session was used. One that has been ended is not there, and is not made again.
UNWIND $rows AS row
MATCH (session:Session {id: row.p_id})
SET session.lastAccessedAt = datetime({epochMillis: row.p_lastAccessedAt}),
    session.expiresAt = datetime({epochMillis: row.p_expiresAt}),
    session.attributes = row.p_attributes
RETURN toInteger(row.ordinal) AS ordinal
