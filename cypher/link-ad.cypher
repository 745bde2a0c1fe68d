// The ad or post that a message came from. Ads belong to the channel: what one user
// advertises is nothing to another.
UNWIND $rows AS row
MATCH (message:Message {key: row.p_channel + '/' + row.p_id})
MERGE (ad:Ad {key: row.p_channel + '/' + row.p_ad.p_sourceId})
  ON CREATE SET ad.sourceId = row.p_ad.p_sourceId
SET ad.sourceType = coalesce(ad.sourceType, row.p_ad.p_sourceType),
    ad.sourceUrl = coalesce(ad.sourceUrl, row.p_ad.p_sourceUrl),
    ad.headline = coalesce(ad.headline, row.p_ad.p_headline),
    ad.body = coalesce(ad.body, row.p_ad.p_body),
    ad.mediaUrl = coalesce(ad.mediaUrl, row.p_ad.p_mediaUrl)
MERGE (message)-[from:CAME_FROM]->(ad)
SET from.clickId = coalesce(from.clickId, row.p_ad.p_clickId)
RETURN toInteger(row.ordinal) AS ordinal
