// The channels that an event of a business account is about: all of the account's, or the
// one with the number that the event names.
MATCH (channel:Channel {businessAccountId: $businessAccountId})<-[:OWNS]-(:User)
WHERE $displayPhoneNumber IS NULL OR channel.displayPhoneNumber = $displayPhoneNumber
RETURN channel.key AS key, channel.userId AS userId, channel.appId AS appId
ORDER BY key
