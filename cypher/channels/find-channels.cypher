// The channels that an event of a business account is about: all that are or were in the
// account, or those with the number that the event names. Whose each was when the event came is
// decided afterwards. A number is compared by its digits: the graph's can be written with spaces
// and signs.
MATCH (channel:Channel {businessAccountId: $businessAccountId})
WHERE $displayPhoneNumber IS NULL OR $displayPhoneNumber = reduce(digits = '', sign IN split(channel.displayPhoneNumber, '') |
      CASE WHEN '0' <= sign <= '9' THEN digits + sign ELSE digits END)
RETURN channel.key AS key
UNION
MATCH (:User)-[owned:OWNED {businessAccountId: $businessAccountId}]->(channel:Channel)
WHERE $displayPhoneNumber IS NULL OR $displayPhoneNumber = reduce(digits = '', sign IN split(owned.displayPhoneNumber, '') |
      CASE WHEN '0' <= sign <= '9' THEN digits + sign ELSE digits END)
RETURN channel.key AS key
