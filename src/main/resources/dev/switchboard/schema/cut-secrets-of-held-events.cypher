// Two held events that differed in a secret only become one, and so do an old one and its repetition without the secret.
MATCH (old:HeldEvent {id: $key})
MERGE (held:HeldEvent {id: $cutKey})
  ON CREATE SET held += old {.*, id: $cutKey, attempts: 0}
SET held.payload = $text,
    held.attempts = held.attempts + CASE WHEN held = old THEN 0 ELSE old.attempts END,
    held.receivedAt = CASE WHEN held.receivedAt <= old.receivedAt THEN held.receivedAt ELSE old.receivedAt END
WITH old, held
WHERE old <> held
DELETE old
