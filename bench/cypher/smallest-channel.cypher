// A user with a channel, for smallest-write.
MERGE (user:SmallestUser {id: $userId})
MERGE (channel:SmallestChannel {key: $key})
MERGE (user)-[:OWNS]->(channel)
