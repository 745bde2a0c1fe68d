// Who has owned a channel, and until when. Owners whose accounts were closed are still named:
// what came in for them is nobody else's. Of an erased account only the time is left.
MATCH (channel:Channel {key: $key})<-[owned:OWNS|OWNED]-(user:User)
RETURN user.id AS userId,
       user.closedAt IS NOT NULL AS closed,
       coalesce(owned.since.epochMillis, 0) AS since,
       CASE type(owned) WHEN 'OWNED' THEN coalesce(owned.until.epochMillis, owned.since.epochMillis, 0) END AS until,
       CASE type(owned) WHEN 'OWNED' THEN owned.appId ELSE channel.appId END AS appId,
       CASE type(owned) WHEN 'OWNED' THEN owned.businessAccountId ELSE channel.businessAccountId END AS businessAccountId
UNION ALL
MATCH (erased:Erased {digest: $digest})
UNWIND erased.ownedUntil AS until
RETURN null AS userId, true AS closed, 0 AS since, until.epochMillis AS until, null AS appId,
       null AS businessAccountId
