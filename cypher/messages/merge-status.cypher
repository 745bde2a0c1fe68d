// How far outbound messages have come. The furthest status counts, whichever order they
// come in, and each keeps its first time; an old one from a history has none. Why a message
// failed is what the first failure said; by failedFor its failure is counted. A status that comes
// before its message makes a stub, which merge-echo fills if the message ever comes.
UNWIND $rows AS row
MATCH (channel:Channel {key: row.p_channel})<-[owned:OWNS|OWNED]-(:User {id: row.p_userId})
WHERE coalesce(owned.since.epochMillis, 0) = row.p_since
  AND coalesce(row.p_receivedAt < owned.until.epochMillis, true)
MERGE (message:Message {key: row.p_scope + '/' + row.p_id, id: row.p_id})
  ON CREATE SET message.direction = 'outbound'
  ON MATCH SET message.direction = 'outbound'
MERGE (channel)-[:SENT]->(message)
SET message.status = CASE
      WHEN {accepted: 1, sent: 2, failed: 3, delivered: 4, read: 5, played: 6}[message.status]
         > {accepted: 1, sent: 2, failed: 3, delivered: 4, read: 5, played: 6}[row.p_status] THEN message.status
      ELSE row.p_status
    END,
    message.acceptedAt = CASE
      WHEN row.p_status <> 'accepted' OR row.p_at IS NULL OR message.acceptedAt <= datetime({epochMillis: row.p_at}) THEN message.acceptedAt
      ELSE datetime({epochMillis: row.p_at})
    END,
    message.dispatchedAt = CASE
      WHEN row.p_status <> 'sent' OR row.p_at IS NULL OR message.dispatchedAt <= datetime({epochMillis: row.p_at}) THEN message.dispatchedAt
      ELSE datetime({epochMillis: row.p_at})
    END,
    message.failedAt = CASE
      WHEN row.p_status <> 'failed' OR row.p_at IS NULL OR message.failedAt <= datetime({epochMillis: row.p_at}) THEN message.failedAt
      ELSE datetime({epochMillis: row.p_at})
    END,
    message.deliveredAt = CASE
      WHEN row.p_status <> 'delivered' OR row.p_at IS NULL OR message.deliveredAt <= datetime({epochMillis: row.p_at}) THEN message.deliveredAt
      ELSE datetime({epochMillis: row.p_at})
    END,
    message.readAt = CASE
      WHEN row.p_status <> 'read' OR row.p_at IS NULL OR message.readAt <= datetime({epochMillis: row.p_at}) THEN message.readAt
      ELSE datetime({epochMillis: row.p_at})
    END,
    message.playedAt = CASE
      WHEN row.p_status <> 'played' OR row.p_at IS NULL OR message.playedAt <= datetime({epochMillis: row.p_at}) THEN message.playedAt
      ELSE datetime({epochMillis: row.p_at})
    END,
    message.errorCode = CASE
      WHEN row.p_status <> 'failed' OR row.p_errorCode IS NULL
        OR message.failedAt < datetime({epochMillis: row.p_at})
        OR (message.failedAt = datetime({epochMillis: row.p_at}) AND message.errorCode >= row.p_errorCode) THEN message.errorCode
      ELSE row.p_errorCode
    END,
    message.errorTitle = CASE
      WHEN row.p_status <> 'failed' OR row.p_errorCode IS NULL
        OR message.failedAt < datetime({epochMillis: row.p_at})
        OR (message.failedAt = datetime({epochMillis: row.p_at}) AND message.errorCode >= row.p_errorCode) THEN message.errorTitle
      ELSE row.p_errorTitle
    END,
    message.errorDetails = CASE
      WHEN row.p_status <> 'failed' OR row.p_errorCode IS NULL
        OR message.failedAt < datetime({epochMillis: row.p_at})
        OR (message.failedAt = datetime({epochMillis: row.p_at}) AND message.errorCode >= row.p_errorCode) THEN message.errorDetails
      ELSE row.p_errorDetails
    END,
    message.failedFor = CASE WHEN row.p_status = 'failed' THEN row.p_scope ELSE message.failedFor END,
    message.pricingCategory = coalesce(message.pricingCategory, row.p_pricingCategory),
    message.pricingModel = coalesce(message.pricingModel, row.p_pricingModel),
    message.billable = coalesce(message.billable, row.p_billable),
    message.callbackData = coalesce(message.callbackData, row.p_callbackData),
    message.groupId = coalesce(message.groupId, row.p_groupId)
RETURN toInteger(row.ordinal) AS ordinal
