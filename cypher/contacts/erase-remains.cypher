// Deletes messages whose person was erased while they were being stored: a delivery that was interrupted after its first
// statement comes again, and finds here what that one left. A status leaves a stub, which has no type; a message that has
// one may be a group's, which others have received too.
UNWIND $rows AS row
OPTIONAL MATCH (message:Message {key: row.p_key})
WHERE row.p_whole OR message.type IS NULL
OPTIONAL MATCH (message)-[:HAS_ATTACHMENT|SHARES|ORDERS]->(part:Attachment|SharedContact|OrderItem)
DETACH DELETE part, message
RETURN DISTINCT toInteger(row.ordinal) AS ordinal
