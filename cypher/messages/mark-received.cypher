// Outbound messages get the status that their conversation's times (merge-receipt) give them; one
// that was erased meanwhile does not.
UNWIND $rows AS row
OPTIONAL MATCH (message:Message {key: row.p_key})
SET message.direction = 'outbound'
WITH row, message
OPTIONAL MATCH (message)-[:PART_OF]->(conversation:Conversation)
SET message.status = CASE
      WHEN message.status IN ['read', 'played'] THEN message.status
      WHEN message.sentAt <= conversation.readUpTo THEN 'read'
      WHEN message.status = 'delivered' THEN message.status
      WHEN message.sentAt <= conversation.deliveredUpTo THEN 'delivered'
      ELSE message.status
    END
RETURN DISTINCT toInteger(row.ordinal) AS ordinal
