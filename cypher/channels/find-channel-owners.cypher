// The channels that a user has or had, with all who have owned them, see find-owners.
MATCH (:User {id: $userId})-[:OWNS|OWNED]->(channel:Channel)
WITH DISTINCT channel
MATCH (channel)<-[owned:OWNS|OWNED]-(user:User)
RETURN channel.key AS key,
       user.id AS userId,
       false AS closed,
       coalesce(owned.since.epochMillis, 0) AS since,
       CASE type(owned) WHEN 'OWNED' THEN coalesce(owned.until.epochMillis, owned.since.epochMillis, 0) END AS until
