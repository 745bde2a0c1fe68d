// A new user with what it logs in with: a node of its own, so that no query for users shows
// it. That an e-mail address has one account is the constraint's business.
UNWIND $rows AS row
CREATE (user:User {id: row.p_userId, email: row.p_email, name: row.p_name, createdAt: datetime()})
CREATE (user)-[:LOGS_IN_WITH]->(:Login {email: row.p_login, password: row.p_password})
RETURN toInteger(row.ordinal) AS ordinal
