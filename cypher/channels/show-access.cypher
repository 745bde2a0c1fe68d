// What gives access to a channel of a user at Meta, and how many other channels live on the
// same subscription.
MATCH (user:User {id: $userId})-[:OWNS]->(channel:Channel {key: $key})-[:ACCESSED_WITH]->(access:AccessToken)
RETURN channel.key AS key, channel.type AS type, channel.appId AS appId, access.token AS token,
       access.subscription AS subscription, access.instagramLogin AS instagramLogin,
       COUNT {
         MATCH (other:AccessToken {subscription: access.subscription})<-[:ACCESSED_WITH]-(:Channel)
         WHERE other.key <> access.key
       } AS others
