// Who logs in with an e-mail address.
MATCH (user:User)-[:LOGS_IN_WITH]->(login:Login {email: $login})
RETURN user.id AS userId, login.password AS password
