// A session that has not ended.
MATCH (session:Session {id: $id})
WHERE session.expiresAt > datetime()
RETURN session.createdAt AS createdAt, session.lastAccessedAt AS lastAccessedAt, session.attributes AS attributes
