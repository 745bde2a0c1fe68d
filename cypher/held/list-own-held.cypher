// One page of what is held for the channels of a user, the newest first: what came in while they were the user's,
// for each such time in the order of the channel's index; the planner would take the one by time alone where few events are held.
UNWIND $periods AS period
CALL (period) {
  MATCH (held:HeldEvent {channelKey: period.channel})
  USING INDEX held:HeldEvent(channelKey, receivedAt)
  WHERE held.receivedAt >= datetime({epochMillis: period.from})
    AND held.receivedAt < datetime({epochMillis: period.until})
    AND [held.receivedAt, held.id] < [$beforeTime, $beforeId]
    AND ($reason IS NULL OR held.reason = $reason OR held.reason STARTS WITH $reason + ':')
  WITH held
  ORDER BY held.channelKey DESC, held.receivedAt DESC, held.id DESC
  LIMIT $limit
  RETURN held
}
RETURN held.id AS id, held.channelKey AS channel, held.provider AS provider, held.reason AS reason,
       held.receivedAt AS receivedAt, held.attempts AS attempts
ORDER BY receivedAt DESC, id DESC
LIMIT $limit
