// Another hash of a password.
UNWIND $rows AS row
MATCH (:User {id: row.p_userId})-[:LOGS_IN_WITH]->(login:Login)
SET login.password = row.p_password
RETURN toInteger(row.ordinal) AS ordinal
