// The messages after a key, in the order of their keys, each with everybody who sent it:
// one page at a time, because one transaction over all of them can outlive its timeout.
MATCH (message:Message)
WHERE message.key > $after
WITH message ORDER BY message.key LIMIT $limit
RETURN message.key AS key,
       message.id AS id,
       message.deliveredAt IS NOT NULL AS delivered,
       message.readAt IS NOT NULL AS read,
       COLLECT {
         MATCH (message)<-[:SENT]-(contact:Contact)<-[:HAS_CONTACT]-(user:User)
         RETURN user.id + '/' + contact.phone
       } AS senders
ORDER BY key
