// Messages whose JSON may have a secret.
MATCH (message:Message)
WHERE message.key > $after
WITH message ORDER BY message.key LIMIT $limit
RETURN max(message.key) AS last,
       collect(CASE WHEN any(sign IN $signs WHERE message.raw CONTAINS sign) THEN message {.key, text: message.raw} END)
         AS found
