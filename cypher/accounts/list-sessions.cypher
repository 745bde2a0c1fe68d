// Where a user is logged in.
MATCH (:User {id: $userId})-[:HAS_SESSION]->(session:Session)
WHERE session.expiresAt > datetime()
RETURN session.id AS id, session.client AS client, session.createdAt AS createdAt,
       session.lastAccessedAt AS lastAccessedAt, session.id = $current AS current
ORDER BY lastAccessedAt DESC, id
