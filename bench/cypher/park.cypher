// Parked events of a channel, as if they had come in before anybody connected it.
UNWIND $payloads AS payload
CREATE (:HeldEvent {id: randomUUID(), provider: 'whatsapp', reason: 'unknown-channel', channelKey: $key,
  payload: payload, receivedAt: datetime(), attempts: 1})
