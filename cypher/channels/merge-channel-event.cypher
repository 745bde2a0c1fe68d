// What happens to an account beside messages. Where the platform gives no id, the same JSON
// is the same event; its first and its last time are kept, so that a repeated warning shows
// and a repeated delivery does not. Where it gives one, and tells of the event in two ways, the
// larger JSON counts.
UNWIND $rows AS row
MATCH (channel:Channel {key: row.p_channel})<-[owned:OWNS|OWNED]-(:User {id: row.p_userId})
WHERE coalesce(owned.since.epochMillis, 0) = row.p_since
  AND coalesce(row.p_receivedAt < owned.until.epochMillis, true)
MERGE (event:ChannelEvent {key: row.p_scope + '/' + row.p_type + '/' + row.p_eventId})
  ON CREATE SET event.kind = row.p_type
  ON MATCH SET event.kind = row.p_type
MERGE (channel)-[:REPORTED]->(event)
SET event.status = CASE WHEN event.raw >= row.p_raw THEN event.status ELSE row.p_status END,
    event.text = CASE WHEN event.raw >= row.p_raw THEN event.text ELSE row.p_text END,
    event.itemId = CASE WHEN event.raw >= row.p_raw THEN event.itemId ELSE row.p_itemId END,
    event.parentId = CASE WHEN event.raw >= row.p_raw THEN event.parentId ELSE row.p_parentId END,
    event.raw = CASE WHEN event.raw >= row.p_raw THEN event.raw ELSE row.p_raw END,
    event.at = CASE
      WHEN row.p_at IS NULL OR event.at <= datetime({epochMillis: row.p_at}) THEN event.at
      ELSE datetime({epochMillis: row.p_at})
    END,
    event.lastAt = CASE
      WHEN row.p_at IS NULL OR event.lastAt >= datetime({epochMillis: row.p_at}) THEN event.lastAt
      ELSE datetime({epochMillis: row.p_at})
    END
RETURN toInteger(row.ordinal) AS ordinal
