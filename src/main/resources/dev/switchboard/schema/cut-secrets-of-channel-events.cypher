// Two events that differed in a secret only become one, and so do an old event and its repetition without the secret.
MATCH (old:ChannelEvent {key: $key})
MERGE (event:ChannelEvent {key: $cutKey})
  ON CREATE SET event += old {.*, key: $cutKey}
SET event.raw = $text,
    event.at = CASE WHEN event.at <= old.at THEN event.at ELSE coalesce(old.at, event.at) END,
    event.lastAt = CASE WHEN event.lastAt >= old.lastAt THEN event.lastAt ELSE coalesce(old.lastAt, event.lastAt) END
WITH old, event
WHERE old <> event
CALL (old, event) {
  MATCH (old)<-[:REPORTED]-(channel:Channel)
  MERGE (channel)-[:REPORTED]->(event)
}
CALL (old, event) {
  MATCH (old)-[about:ABOUT]->(contact:Contact)
  MERGE (event)-[:ABOUT {identityKey: about.identityKey}]->(contact)
}
DETACH DELETE old
