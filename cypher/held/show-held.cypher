// Held events with their payloads.
UNWIND $ids AS id
MATCH (held:HeldEvent {id: id})
RETURN held.id AS id, held.provider AS provider, held.app AS app, held.reason AS reason, held.channelKey AS channel,
       held.receivedAt AS receivedAt, held.attempts AS attempts, held.payload AS payload, held.encoding AS encoding
