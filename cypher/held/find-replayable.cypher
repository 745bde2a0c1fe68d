// What events are held under that wait for a channel which somebody has connected since: a
// channel, or a business account with one channel at least. An event that was held again each
// time waits for something else.
MATCH (held:HeldEvent)
WHERE held.reason IN $reasons AND held.channelKey IS NOT NULL AND held.attempts < 10
WITH held.reason AS reason, held.channelKey AS key, min(held.receivedAt) AS oldest
MATCH (:Channel {key: key})<-[owned:OWNS|OWNED]-(:User)
WHERE type(owned) = 'OWNS' OR owned.until > oldest
RETURN DISTINCT reason, key
UNION
MATCH (held:HeldEvent)
WHERE held.reason IN $reasons AND held.channelKey STARTS WITH 'account:' AND held.attempts < 10
WITH DISTINCT held.reason AS reason, held.channelKey AS key, held.displayPhoneNumber AS number
MATCH (channel:Channel {businessAccountId: substring(key, size('account:'))})<-[:OWNS]-(:User)
WHERE number IS NULL OR number = reduce(digits = '', sign IN split(channel.displayPhoneNumber, '') |
      CASE WHEN '0' <= sign <= '9' THEN digits + sign ELSE digits END)
RETURN DISTINCT reason, key
