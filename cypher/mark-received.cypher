// Outbound messages get the status that their conversation's times (merge-receipt) give them.
UNWIND $rows AS row
MATCH (message:Message {key: row.p_key})
SET message.direction = 'outbound'
WITH row, message
MATCH (message)-[:PART_OF]->(conversation:Conversation)
SET message.status = CASE
      WHEN message.status IN ['read', 'played'] THEN message.status
      WHEN message.sentAt <= conversation.readUpTo THEN 'read'
      WHEN message.status = 'delivered' THEN message.status
      WHEN message.sentAt <= conversation.deliveredUpTo THEN 'delivered'
      ELSE message.status
    END
RETURN DISTINCT toInteger(row.ordinal) AS ordinal
