// The channels of a user: those connected now, and those that were.
MATCH (user:User {id: $userId})-[owns:OWNS|OWNED]->(channel:Channel)
WHERE $key IS NULL OR channel.key = $key
RETURN channel.key AS key, channel.type AS type, channel.externalId AS externalId,
       CASE type(owns) WHEN 'OWNS' THEN channel.name END AS name,
       CASE type(owns) WHEN 'OWNS' THEN channel.displayPhoneNumber END AS displayPhoneNumber,
       CASE type(owns) WHEN 'OWNS' THEN channel.businessAccountId END AS businessAccountId,
       CASE type(owns) WHEN 'OWNS' THEN channel.status ELSE 'disconnected' END AS status,
       CASE type(owns) WHEN 'OWNS' THEN channel.statusReason END AS statusReason,
       CASE type(owns) WHEN 'OWNS' THEN channel.connectedAt END AS connectedAt
ORDER BY key
