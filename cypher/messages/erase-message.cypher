// Erases messages, and remembers a digest of each key, so that none comes back.
UNWIND $rows AS row
MERGE (:Erased {digest: row.p_digest})
WITH row
OPTIONAL MATCH (message:Message {key: row.p_key})
OPTIONAL MATCH (message)-[:HAS_ATTACHMENT|SHARES|ORDERS]->(part:Attachment|SharedContact|OrderItem)
DETACH DELETE part, message
RETURN DISTINCT toInteger(row.ordinal) AS ordinal
