// Ends a session of a user; a row is not applied when the user has no such session.
UNWIND $rows AS row
MATCH (:User {id: row.p_userId})-[:HAS_SESSION]->(session:Session {id: row.p_id})
DETACH DELETE session
RETURN toInteger(row.ordinal) AS ordinal
