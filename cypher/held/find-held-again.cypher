// Which of some events are held after they were replayed, and why now: the same payload of the same time.
UNWIND $events AS event
MATCH (held:HeldEvent {channelKey: event.channel, receivedAt: event.receivedAt})
WHERE held.payload = event.payload
RETURN event.id AS id, held.reason AS reason
ORDER BY held.attempts DESC, reason
