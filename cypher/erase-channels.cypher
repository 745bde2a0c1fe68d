// Erases what is left of the channels that a user owned, some of it in each run: what is
// held for them, what they reported, messages without a conversation. A channel that is
// nobody else's goes too; of one that somebody else has or had, what came before it changed
// hands.
UNWIND $rows AS row
MATCH (user:User {id: row.p_userId})
CALL (user) {
  MATCH (user)-[owned:OWNED]->(channel:Channel)
  WHERE NOT EXISTS { (user)-[:HAS_CONTACT]->(:Contact) }
  WITH user, owned, channel,
       channel.userId IS NULL AND NOT EXISTS { MATCH (other:User)-[:OWNED]->(channel) WHERE other.id <> user.id } AS alone,
       CASE channel.lastOwner WHEN user.id THEN channel.lastOwnedUntil END AS until
  LIMIT 5
  CALL (channel, alone, until) {
    MATCH (held:HeldEvent {channelKey: channel.key})
    WHERE alone OR held.receivedAt < until
    WITH held LIMIT 1000
    DELETE held
    RETURN count(*) AS events
  }
  CALL (channel, alone, until) {
    MATCH (channel)-[:REPORTED]->(event:ChannelEvent)
    WHERE alone OR event.at < until
    WITH event LIMIT 1000
    DETACH DELETE event
    RETURN count(*) AS reports
  }
  CALL (channel, alone) {
    MATCH (message:Message)
    WHERE message.key STARTS WITH channel.key + '/' AND alone
    WITH message LIMIT 1000
    OPTIONAL MATCH (message)-[:HAS_ATTACHMENT|SHARES|ORDERS]->(part:Attachment|SharedContact|OrderItem)
    DETACH DELETE part, message
    RETURN count(*) AS messages
  }
  CALL (channel, alone) {
    MATCH (ad:Ad)
    WHERE ad.key STARTS WITH channel.key + '/' AND alone
    WITH ad LIMIT 1000
    DETACH DELETE ad
    RETURN count(*) AS ads
  }
  WITH owned, channel, alone, events + reports + messages + ads AS erased
  FOREACH (nothing IN CASE erased WHEN 0 THEN [owned] ELSE [] END | DELETE nothing)
  FOREACH (nothing IN CASE WHEN erased = 0 AND alone THEN [channel] ELSE [] END | DETACH DELETE nothing)
  RETURN count(*) AS channels
}
RETURN toInteger(row.ordinal) AS ordinal
