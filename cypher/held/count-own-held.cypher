// How much is held for the channels of a user, and why (see list-own-held).
UNWIND $periods AS period
MATCH (held:HeldEvent {channelKey: period.channel})
USING INDEX held:HeldEvent(channelKey, receivedAt)
WHERE held.receivedAt >= datetime({epochMillis: period.from})
  AND held.receivedAt < datetime({epochMillis: period.until})
RETURN split(held.reason, ':')[0] AS reason, period.channel AS channel, count(*) AS events,
       min(held.receivedAt) AS oldest, max(held.receivedAt) AS newest
ORDER BY events DESC, reason, channel
