MATCH (attachment:Attachment {key: $key})
SET attachment.json = $text
