// Gives a log-in to a user that has none.
UNWIND $rows AS row
MATCH (user:User {id: row.p_userId})
WHERE user.closedAt IS NULL AND NOT EXISTS { (user)-[:LOGS_IN_WITH]->() }
CREATE (user)-[:LOGS_IN_WITH]->(:Login {email: row.p_login, password: row.p_password})
RETURN toInteger(row.ordinal) AS ordinal
