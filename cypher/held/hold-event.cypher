// Holds events that cannot be stored now, with their payload. The id is a digest of
// the payload, the kind of reason and the app, so an event that comes again, or that was
// replayed in vain, is held once; attempts tells how often it was tried.
UNWIND $rows AS row
MERGE (held:HeldEvent {id: row.p_id})
  ON CREATE SET held.provider = row.p_provider,
                held.app = row.p_app,
                held.reason = row.p_reason,
                held.channelKey = row.p_channel,
                held.displayPhoneNumber = row.p_displayPhoneNumber,
                held.payload = row.p_payload,
                held.encoding = row.p_encoding,
                held.receivedAt = datetime({epochMillis: row.p_receivedAt}),
                held.attempts = 1
  ON MATCH SET held.attempts = held.attempts + 1
RETURN toInteger(row.ordinal) AS ordinal
