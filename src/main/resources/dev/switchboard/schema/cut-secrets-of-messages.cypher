MATCH (message:Message {key: $key})
SET message.raw = $text
