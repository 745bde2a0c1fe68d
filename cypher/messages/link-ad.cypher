// The ad or post that a message came from. Ads belong to the channel: what one user
// advertises is nothing to another. An ad is as the newest message from it shows it.
UNWIND $rows AS row
MATCH (message:Message {key: row.p_scope + '/' + row.p_id})
MERGE (ad:Ad {key: row.p_scope + '/' + row.p_ad.p_sourceId})
  ON CREATE SET ad.sourceId = row.p_ad.p_sourceId
  ON MATCH SET ad.sourceId = row.p_ad.p_sourceId
SET ad.sourceType = CASE
      WHEN ad.seenAt > datetime({epochMillis: row.p_sentAt}) THEN ad.sourceType
      WHEN ad.seenAt = datetime({epochMillis: row.p_sentAt}) AND ad.sourceType >= coalesce(row.p_ad.p_sourceType, '') THEN ad.sourceType
      ELSE row.p_ad.p_sourceType
    END,
    ad.sourceUrl = CASE
      WHEN ad.seenAt > datetime({epochMillis: row.p_sentAt}) THEN ad.sourceUrl
      WHEN ad.seenAt = datetime({epochMillis: row.p_sentAt}) AND ad.sourceUrl >= coalesce(row.p_ad.p_sourceUrl, '') THEN ad.sourceUrl
      ELSE row.p_ad.p_sourceUrl
    END,
    ad.headline = CASE
      WHEN ad.seenAt > datetime({epochMillis: row.p_sentAt}) THEN ad.headline
      WHEN ad.seenAt = datetime({epochMillis: row.p_sentAt}) AND ad.headline >= coalesce(row.p_ad.p_headline, '') THEN ad.headline
      ELSE row.p_ad.p_headline
    END,
    ad.body = CASE
      WHEN ad.seenAt > datetime({epochMillis: row.p_sentAt}) THEN ad.body
      WHEN ad.seenAt = datetime({epochMillis: row.p_sentAt}) AND ad.body >= coalesce(row.p_ad.p_body, '') THEN ad.body
      ELSE row.p_ad.p_body
    END,
    ad.mediaUrl = CASE
      WHEN ad.seenAt > datetime({epochMillis: row.p_sentAt}) THEN ad.mediaUrl
      WHEN ad.seenAt = datetime({epochMillis: row.p_sentAt}) AND ad.mediaUrl >= coalesce(row.p_ad.p_mediaUrl, '') THEN ad.mediaUrl
      ELSE row.p_ad.p_mediaUrl
    END,
    ad.seenAt = CASE
      WHEN ad.seenAt > datetime({epochMillis: row.p_sentAt}) THEN ad.seenAt
      ELSE datetime({epochMillis: row.p_sentAt})
    END
MERGE (message)-[from:CAME_FROM]->(ad)
SET from.clickId = coalesce(from.clickId, row.p_ad.p_clickId)
RETURN toInteger(row.ordinal) AS ordinal
