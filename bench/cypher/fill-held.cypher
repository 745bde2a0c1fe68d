// Events that are held for a channel, as if the mapping did not know a field of them, a second apart.
UNWIND range(1, $events) AS number
CREATE (:HeldEvent {id: randomUUID(), provider: 'whatsapp', reason: 'unknown: field ' + number % 10, channelKey: $key,
  payload: '{"object":"whatsapp_business_account","entry":[]}', receivedAt: datetime() - duration({seconds: number}),
  attempts: 1})
