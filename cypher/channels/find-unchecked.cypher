// Access tokens of connected channels that have not been looked at for some time.
MATCH (access:AccessToken)<-[:ACCESSED_WITH]-(channel:Channel)<-[:OWNS]-(:User)
WHERE access.checkedAt < $before
RETURN channel.key AS key, channel.type AS type, channel.appId AS appId, access.token AS token,
       access.grantedAt AS grantedAt, access.expiresAt AS expiresAt, access.subscription AS subscription,
       access.instagramLogin AS instagramLogin
ORDER BY access.checkedAt
LIMIT 50
