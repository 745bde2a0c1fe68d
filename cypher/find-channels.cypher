// The channels that an event of a business account is about: all that are or were in the
// account, or those with the number that the event names. Whose each was when the event came is
// decided afterwards.
MATCH (channel:Channel {businessAccountId: $businessAccountId})
WHERE $displayPhoneNumber IS NULL OR channel.displayPhoneNumber = $displayPhoneNumber
RETURN channel.key AS key
UNION
MATCH (:User)-[owned:OWNED {businessAccountId: $businessAccountId}]->(channel:Channel)
WHERE $displayPhoneNumber IS NULL OR owned.displayPhoneNumber = $displayPhoneNumber
RETURN channel.key AS key
