// What parked events are held under whose channel has an owner now: a channel, or a
// business account with one channel at least.
MATCH (held:HeldEvent {reason: $reason})
WHERE held.channelKey IS NOT NULL
WITH DISTINCT held.channelKey AS key
MATCH (:Channel {key: key})<-[:OWNS]-(:User)
RETURN DISTINCT key
UNION
MATCH (held:HeldEvent {reason: $reason})
WHERE held.channelKey STARTS WITH 'account:'
WITH DISTINCT held.channelKey AS key, held.displayPhoneNumber AS number
MATCH (channel:Channel {businessAccountId: substring(key, size('account:'))})<-[:OWNS]-(:User)
WHERE number IS NULL OR channel.displayPhoneNumber = number
RETURN DISTINCT key
