// Makes sure that the message which a reply answers is there, so that link-reply finds
// it. merge-message fills it when it arrives, if it ever does.
UNWIND $rows AS row
MATCH (channel:Channel {key: row.p_channel})<-[:OWNS]-(:User {id: row.p_userId})
MERGE (:Message {key: row.p_channel + '/' + row.p_replyTo, id: row.p_replyTo})
RETURN toInteger(row.ordinal) AS ordinal
