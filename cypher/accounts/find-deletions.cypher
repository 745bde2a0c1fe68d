// Wishes that are not carried out yet, with the channels that they are about.
MATCH (deletion:DataDeletion)
WHERE deletion.grantedBy IS NOT NULL
RETURN deletion.code AS code,
       COLLECT {
         MATCH (:AccessToken {grantedBy: deletion.grantedBy})<-[:ACCESSED_WITH]-(channel:Channel)<-[:OWNS]-(user:User)
         RETURN {userId: user.id, key: channel.key}
       } AS channels
LIMIT 10
