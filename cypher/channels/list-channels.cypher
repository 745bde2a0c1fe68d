// The channels of a user: those connected now, and those that were, each once.
MATCH (user:User {id: $userId})-[owns:OWNS|OWNED]->(channel:Channel)
WHERE $key IS NULL OR channel.key = $key
WITH channel, CASE WHEN 'OWNS' IN collect(type(owns)) THEN 'OWNS' ELSE 'OWNED' END AS owns
RETURN channel.key AS key, channel.type AS type, channel.externalId AS externalId,
       CASE owns WHEN 'OWNS' THEN channel.name END AS name,
       CASE owns WHEN 'OWNS' THEN channel.displayPhoneNumber END AS displayPhoneNumber,
       CASE owns WHEN 'OWNS' THEN channel.businessAccountId END AS businessAccountId,
       CASE owns WHEN 'OWNS' THEN channel.status ELSE 'disconnected' END AS status,
       CASE owns WHEN 'OWNS' THEN channel.statusReason END AS statusReason,
       CASE owns WHEN 'OWNS' THEN channel.connectedAt END AS connectedAt
ORDER BY key
