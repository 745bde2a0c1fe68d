// Erases some contacts of a user with all that they wrote, got and said; those with many
// messages over several runs. Runs until none is left, and can be broken off anywhere.
UNWIND $rows AS row
MATCH (user:User {id: row.p_userId})
CALL (row, user) {
  MATCH (user)-[:HAS_CONTACT]->(contact:Contact)
  WITH row, contact LIMIT 20
  CALL (contact) {
    MATCH (contact)-[:HAS]->(:Conversation)<-[:PART_OF]-(message:Message)
    WITH message LIMIT 200
    OPTIONAL MATCH (message)-[:HAS_ATTACHMENT|SHARES|ORDERS]->(part:Attachment|SharedContact|OrderItem)
    DETACH DELETE part, message
  }
  CALL (row, contact) {
    WITH row, contact
    WHERE NOT EXISTS { (contact)-[:HAS]->(:Conversation)<-[:PART_OF]-(:Message) }
    OPTIONAL MATCH (contact)-[:HAS]->(conversation:Conversation)
    OPTIONAL MATCH (contact)-[:KNOWN_AS]->(identity:Identity)
    SET identity.userId = row.p_userId
    WITH contact, conversation, identity
    OPTIONAL MATCH (unfinished:Unfinished {identityKey: identity.key})
    DETACH DELETE conversation, unfinished, identity, contact
  }
  RETURN count(*) AS contacts
}
RETURN toInteger(row.ordinal) AS ordinal
