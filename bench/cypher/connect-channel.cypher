// A user with one connected channel, as if both had been set up by hand.
MERGE (user:User {id: $userId})
  ON CREATE SET user.email = $userId + '@example.com',
                user.name = 'Shop ' + $userId,
                user.createdAt = datetime()
MERGE (channel:Channel {key: $key})
  ON CREATE SET channel.type = 'whatsapp',
                channel.externalId = $externalId,
                channel.userId = $userId,
                channel.name = 'Number ' + $externalId,
                channel.status = 'connected',
                channel.connectedAt = datetime()
MERGE (user)-[:OWNS]->(channel)
