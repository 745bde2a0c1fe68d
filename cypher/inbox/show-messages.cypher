// Messages as people read them. One that is not the user's is left out, as if it were not
// there; so is one that has been talked about and has not come.
UNWIND $wanted AS wanted
MATCH (user:User {id: wanted.userId})
CALL (user, wanted) {
  MATCH (message:Message {key: wanted.key})
  WHERE message.userId = user.id
  RETURN message
}
RETURN message.key AS key,
       message.userId AS userId,
       message.channelKey AS channel,
       message.direction AS direction,
       message.type AS type,
       message.text AS text,
       message.sentAt AS sentAt,
       message.receivedAt AS receivedAt,
       message.status AS status,
       message.edited AS edited,
       message.revoked AS revoked,
       head(COLLECT {
         MATCH (message)-[:PART_OF]->(conversation:Conversation)<-[:HAS]-(contact:Contact)
         WHERE contact.userId = user.id
         RETURN {conversation: conversation.key, id: contact.id, name: contact.name}
       }) AS contact,
       head(COLLECT { MATCH (message)-[:REPLIES_TO]->(replied:Message) RETURN replied.key }) AS replyTo,
       COLLECT {
         MATCH (message)-[:HAS_ATTACHMENT]->(attachment:Attachment)
         RETURN properties(attachment)
         ORDER BY attachment.key
       } AS attachments
