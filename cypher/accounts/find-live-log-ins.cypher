// Which sessions and API tokens have not ended.
UNWIND $sessions AS id
MATCH (session:Session {id: id})
WHERE session.expiresAt > datetime()
RETURN id
UNION
UNWIND $tokens AS id
MATCH (token:ApiToken {id: id})
RETURN id
