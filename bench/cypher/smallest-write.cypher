// The least that a database must do for a message of a known person: labels of its own, so that no
// index of Switchboard's is touched but for the four keys.
UNWIND $rows AS row
MATCH (user:SmallestUser {id: row.user})-[:OWNS]->(:SmallestChannel {key: row.channel})
MERGE (contact:SmallestContact {key: row.contact})
MERGE (user)-[:HAS_CONTACT]->(contact)
MERGE (message:SmallestMessage {key: row.id})
  ON CREATE SET message.type = row.type,
                message.text = row.text,
                message.sentAt = datetime({epochMillis: row.sentAt})
MERGE (contact)-[:SENT]->(message)
RETURN row.ordinal AS ordinal
