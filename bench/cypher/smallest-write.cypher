// The least that a database must do to merge a message under its user, channel and contact: labels of
// its own, so that no index of Switchboard's is touched but for the four keys.
UNWIND $rows AS row
MERGE (user:SmallestUser {id: row.user})
MERGE (channel:SmallestChannel {key: row.channel})
MERGE (user)-[:OWNS]->(channel)
MERGE (contact:SmallestContact {key: row.contact})
MERGE (user)-[:HAS_CONTACT]->(contact)
MERGE (message:SmallestMessage {key: row.id})
  ON CREATE SET message.type = row.type,
                message.text = row.text,
                message.sentAt = datetime({epochMillis: row.sentAt})
MERGE (contact)-[:SENT]->(message)
RETURN row.ordinal AS ordinal
