// The channels of a user: those connected now, and those that were, each once; with when something came in last, how
// many messages there are since midnight, both from the index by time, and what Meta told last of a number's
// quality and limit, found by the keys of the events that told it.
MATCH (user:User {id: $userId})-[owns:OWNS|OWNED]->(channel:Channel)
WHERE $key IS NULL OR channel.key = $key
WITH user, channel, CASE WHEN 'OWNS' IN collect(type(owns)) THEN 'OWNS' ELSE 'OWNED' END AS owns
CALL (user, channel) {
  MATCH (message:Message {userId: user.id, channelKey: channel.key})
  WHERE message.sentAt <= datetime('9999-12-31T23:59:59Z')
  WITH message
  ORDER BY message.userId DESC, message.channelKey DESC, message.sentAt DESC
  LIMIT 1
  RETURN head(collect(message.receivedAt)) AS lastEventAt
}
CALL (user, channel) {
  MATCH (message:Message {userId: user.id, channelKey: channel.key})
  WHERE message.sentAt >= datetime.truncate('day', datetime.transaction('Z'))
  RETURN count(*) AS messagesToday
}
CALL (user, channel) {
  MATCH (event:ChannelEvent)
  WHERE event.key STARTS WITH user.id + '/' + channel.key + '/phone_number_quality_update/'
  WITH event
  ORDER BY event.lastAt DESC
  RETURN head(collect(CASE WHEN event.status IN ['FLAGGED', 'UNFLAGGED'] THEN event.status END)) AS quality,
         head(collect(split(split(event.raw, '"current_limit":"')[1], '"')[0])) AS messagingTier
}
RETURN channel.key AS key, channel.type AS type, channel.externalId AS externalId,
       CASE owns WHEN 'OWNS' THEN channel.name END AS name,
       CASE owns WHEN 'OWNS' THEN channel.displayPhoneNumber END AS displayPhoneNumber,
       CASE owns WHEN 'OWNS' THEN channel.businessAccountId END AS businessAccountId,
       CASE owns WHEN 'OWNS' THEN channel.status ELSE 'disconnected' END AS status,
       CASE owns WHEN 'OWNS' THEN channel.statusReason END AS statusReason,
       CASE owns WHEN 'OWNS' THEN channel.connectedAt END AS connectedAt,
       lastEventAt, messagesToday, quality, messagingTier
ORDER BY key
