// Sessions that nobody has used for too long.
MATCH (session:Session)
WHERE session.expiresAt <= datetime()
RETURN session.id AS id
LIMIT 1000
