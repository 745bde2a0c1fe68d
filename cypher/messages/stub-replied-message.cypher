// Makes sure that the message which a reply answers is there, so that link-reply finds
// it. merge-message fills it when it arrives, if it ever does.
UNWIND $rows AS row
MATCH (channel:Channel {key: row.p_channel})<-[owned:OWNS|OWNED]-(:User {id: row.p_userId})
WHERE coalesce(owned.since.epochMillis, 0) = row.p_since
  AND coalesce(row.p_receivedAt < owned.until.epochMillis, true)
MERGE (:Message {key: row.p_scope + '/' + row.p_replyTo, id: row.p_replyTo})
RETURN toInteger(row.ordinal) AS ordinal
