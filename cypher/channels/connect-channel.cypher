// Makes a user the owner of a channel from now on (OWNS {since}), if nobody else is. The first
// SET takes the channel's lock: of two users who connect it at the same moment the second one
// sees the first, and its row is not applied.
UNWIND $rows AS row
MATCH (user:User {id: row.p_userId})
WHERE user.closedAt IS NULL
MERGE (channel:Channel {key: row.p_key})
  ON CREATE SET channel.type = row.p_type
  ON MATCH SET channel.type = row.p_type
WITH row, user, channel
WHERE channel.userId IS NULL OR channel.userId = row.p_userId
SET channel.connectedAt = CASE channel.userId WHEN row.p_userId THEN channel.connectedAt ELSE datetime({epochMillis: row.p_at}) END,
    channel.externalId = row.p_externalId,
    channel.userId = row.p_userId,
    channel.name = row.p_name,
    channel.businessAccountId = coalesce(row.p_businessAccountId, channel.businessAccountId),
    channel.displayPhoneNumber = coalesce(row.p_displayPhoneNumber, channel.displayPhoneNumber),
    channel.status = 'connected',
    channel.statusReason = null
SET channel.appId = coalesce(row.p_appId, channel.appId),
    channel.hasErased = CASE WHEN user.hasErased THEN true ELSE channel.hasErased END
MERGE (user)-[owns:OWNS]->(channel)
  ON CREATE SET owns.since = datetime({epochMillis: row.p_at})
FOREACH (given IN CASE WHEN row.p_token IS NULL THEN [] ELSE [1] END |
  MERGE (access:AccessToken {key: row.p_key})
  SET access.token = row.p_token,
      access.expiresAt = CASE WHEN row.p_expiresAt IS NULL THEN null ELSE datetime({epochMillis: row.p_expiresAt}) END,
      access.grantedBy = row.p_grantedBy,
      access.subscription = row.p_subscription,
      access.instagramLogin = row.p_instagramLogin,
      access.grantedAt = datetime({epochMillis: row.p_at}),
      access.checkedAt = datetime({epochMillis: row.p_at})
  MERGE (channel)-[:ACCESSED_WITH]->(access)
)
RETURN toInteger(row.ordinal) AS ordinal
