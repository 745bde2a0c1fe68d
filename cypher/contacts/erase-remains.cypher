// Deletes messages whose person was erased while they were being stored: a delivery that was interrupted after its first
// statement comes again, and finds here what that one left, a message in no conversation. A message in a conversation is somebody
// else's, who was seen with an erased number. A status leaves a stub, which has no type; a message that has a type may have gone
// to a group.
UNWIND $rows AS row
OPTIONAL MATCH (message:Message {key: row.p_key})
WHERE (row.p_whole OR message.type IS NULL)
  AND NOT EXISTS { (message)-[:PART_OF]->(:Conversation) }
OPTIONAL MATCH (message)-[:HAS_ATTACHMENT|SHARES|ORDERS]->(part:Attachment|SharedContact|OrderItem)
DETACH DELETE part, message
RETURN DISTINCT toInteger(row.ordinal) AS ordinal
