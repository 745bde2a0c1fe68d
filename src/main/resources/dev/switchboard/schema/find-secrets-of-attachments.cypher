// Attachments whose JSON may have a secret.
MATCH (attachment:Attachment)
WHERE attachment.key > $after
WITH attachment ORDER BY attachment.key LIMIT $limit
RETURN max(attachment.key) AS last,
       collect(CASE WHEN any(sign IN $signs WHERE attachment.json CONTAINS sign)
         THEN attachment {.key, text: attachment.json} END) AS found
