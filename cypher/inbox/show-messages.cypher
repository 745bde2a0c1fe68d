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
       message.deliveredAt AS deliveredAt,
       message.readAt AS readAt,
       message.failedAt AS failedAt,
       message.edited AS edited,
       message.revoked AS revoked,
       message.forwarded AS forwarded,
       message.frequentlyForwarded AS frequentlyForwarded,
       message.standby AS standby,
       message.appId AS appId,
       message.systemType AS systemType,
       message.unsupportedType AS unsupportedType,
       message.payload AS payload,
       message.location.latitude AS latitude,
       message.location.longitude AS longitude,
       message.placeName AS placeName,
       message.address AS address,
       message.flowName AS flowName,
       message.flowResponse AS flowResponse,
       message.catalogId AS catalogId,
       message.productId AS productId,
       message.permission AS permission,
       message.storyUrl AS storyUrl,
       message.errorCode AS errorCode,
       message.errorTitle AS errorTitle,
       message.errorDetails AS errorDetails,
       message.raw AS raw,
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
       } AS attachments,
       COLLECT {
         MATCH (message)-[:SHARES]->(person:SharedContact)
         RETURN properties(person)
         ORDER BY person.key
       } AS sharedContacts,
       COLLECT {
         MATCH (message)-[:ORDERS]->(item:OrderItem)
         RETURN properties(item)
         ORDER BY item.key
       } AS orderItems,
       COLLECT {
         MATCH (message)<-[reacted:REACTED]-(who:Contact|Channel)
         WHERE reacted.emoji IS NOT NULL
         RETURN {emoji: reacted.emoji, by: CASE WHEN who:Channel THEN 'channel' ELSE 'contact' END, at: reacted.at}
         ORDER BY reacted.at, reacted.emoji
       } AS reactions,
       head(COLLECT { MATCH (message)-[:CAME_FROM]->(ad:Ad) RETURN properties(ad) ORDER BY ad.key }) AS ad
