// What happens to an account beside messages. Where the platform gives no id, the same JSON
// is the same event; its first and its last time are kept, so that a repeated warning shows
// and a repeated delivery does not.
UNWIND $rows AS row
MATCH (channel:Channel {key: row.p_channel})<-[:OWNS]-(:User {id: row.p_userId})
MERGE (event:ChannelEvent {key: row.p_channel + '/' + row.p_type + '/' + row.p_eventId})
  ON CREATE SET event.kind = row.p_type,
                event.status = row.p_status,
                event.text = row.p_text,
                event.itemId = row.p_itemId,
                event.parentId = row.p_parentId,
                event.raw = row.p_raw
  ON MATCH SET event.kind = row.p_type
MERGE (channel)-[:REPORTED]->(event)
SET event.at = CASE
      WHEN row.p_at IS NULL OR event.at <= datetime({epochMillis: row.p_at}) THEN event.at
      ELSE datetime({epochMillis: row.p_at})
    END,
    event.lastAt = CASE
      WHEN row.p_at IS NULL OR event.lastAt >= datetime({epochMillis: row.p_at}) THEN event.lastAt
      ELSE datetime({epochMillis: row.p_at})
    END
RETURN toInteger(row.ordinal) AS ordinal
