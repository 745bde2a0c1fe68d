// Some messages go, the contacts stay: a part at a time, because a server can hang on a
// transaction that deletes a million.
MATCH (message:Message)
WITH message LIMIT $limit
DETACH DELETE message
RETURN count(*) AS count
