MATCH (lock:__Neo4jMigrationsLock)
DELETE lock
