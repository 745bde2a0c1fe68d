// Erases what is left of a channel that a user owned, some of it in each run: what is held of the
// times for which it was the user's, and what was stored under the user: account events, ads,
// messages without a contact. Of these times remains when they ended, under a digest of the
// channel's key: what was received then and comes late must not be taken for the next owner's.
// A channel that nobody else has or had goes too.
UNWIND $rows AS row
MATCH (user:User {id: row.p_userId})
CALL (row, user) {
  MATCH (channel:Channel {key: row.p_channel})
  WHERE NOT EXISTS { (user)-[:HAS_CONTACT]->(:Contact) }
    AND EXISTS { (user)-[:OWNED]->(channel) }
  WITH user, channel, user.id + '/' + channel.key + '/' AS prefix,
       NOT EXISTS { MATCH (other:User)-[:OWNS|OWNED]->(channel) WHERE other.id <> user.id } AS alone
  CALL (row, channel) {
    UNWIND row.p_periods AS period
    MATCH (held:HeldEvent {channelKey: channel.key})
    WHERE held.receivedAt >= datetime({epochMillis: period.p_from})
      AND held.receivedAt < datetime({epochMillis: period.p_until})
    WITH held LIMIT 1000
    DELETE held
    RETURN count(*) AS events
  }
  CALL (user, channel) {
    MATCH (user)-[owned:OWNED]->(channel)
    WHERE owned.businessAccountId IS NOT NULL
      AND NOT EXISTS {
        MATCH (other:Channel {businessAccountId: owned.businessAccountId})<-[:OWNS|OWNED]-(owner:User)
        WHERE owner.id <> user.id
      }
    WITH DISTINCT 'account:' + owned.businessAccountId AS account
    MATCH (held:HeldEvent {channelKey: account})
    WITH held LIMIT 1000
    DELETE held
    RETURN count(*) AS accountEvents
  }
  CALL (prefix) {
    MATCH (event:ChannelEvent)
    WHERE event.key STARTS WITH prefix
    WITH event LIMIT 1000
    DETACH DELETE event
    RETURN count(*) AS reports
  }
  CALL (prefix) {
    MATCH (message:Message)
    WHERE message.key STARTS WITH prefix
    WITH message LIMIT 1000
    OPTIONAL MATCH (message)-[:HAS_ATTACHMENT|SHARES|ORDERS]->(part:Attachment|SharedContact|OrderItem)
    DETACH DELETE part, message
    RETURN count(*) AS messages
  }
  CALL (prefix) {
    MATCH (ad:Ad)
    WHERE ad.key STARTS WITH prefix
    WITH ad LIMIT 1000
    DETACH DELETE ad
    RETURN count(*) AS ads
  }
  WITH row, user, channel, alone, events + accountEvents + reports + messages + ads AS erased
  WHERE erased = 0
  CALL (row, user, channel) {
    MATCH (user)-[owned:OWNED]->(channel)
    FOREACH (digest IN CASE WHEN row.p_digest IS NULL THEN [] ELSE [row.p_digest] END |
      MERGE (times:Erased {digest: digest})
      SET times.ownedUntil = coalesce(times.ownedUntil, []) + [coalesce(owned.until, owned.since, datetime({epochMillis: 0}))]
    )
    DELETE owned
    RETURN count(*) AS ended
  }
  FOREACH (nothing IN CASE WHEN alone THEN [channel] ELSE [] END | DETACH DELETE nothing)
  RETURN count(*) AS channels
}
RETURN toInteger(row.ordinal) AS ordinal
