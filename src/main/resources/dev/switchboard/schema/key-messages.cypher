// Puts the user into the keys of messages, and of what hangs on them, that were stored before. Of one that has only been
// talked about the channel tells whose it is. An ad that two users had in common becomes one for each.
MATCH (message:Message)
WHERE message.key > $after
WITH message, message.key AS key ORDER BY message.key LIMIT $limit
CALL (message, key) {
  WITH message, coalesce(message.userId, head(COLLECT {
    MATCH (:Channel {key: split(key, '/')[0]})<-[owned:OWNS|OWNED]-(user:User)
    RETURN user.id
    ORDER BY coalesce(owned.until, datetime({year: 9999})) DESC
    LIMIT 1
  })) AS userId
  WHERE split(key, '/')[0] CONTAINS ':' AND userId IS NOT NULL
  SET message.key = userId + '/' + key
  WITH message, userId
  CALL (message, userId) {
    MATCH (message)-[:HAS_ATTACHMENT|SHARES|ORDERS]->(part:Attachment|SharedContact|OrderItem)
    SET part.key = userId + '/' + part.key
  }
  CALL (message, userId) {
    MATCH (message)-[from:CAME_FROM]->(ad:Ad)
    MERGE (own:Ad {key: userId + '/' + ad.key})
      ON CREATE SET own += ad {.sourceId, .sourceType, .sourceUrl, .headline, .body, .mediaUrl, .seenAt}
    MERGE (message)-[mine:CAME_FROM]->(own)
    SET mine.clickId = from.clickId
    DELETE from
    WITH DISTINCT ad
    WHERE NOT EXISTS { (ad)<-[:CAME_FROM]-() }
    DELETE ad
  }
}
RETURN max(key) AS last
