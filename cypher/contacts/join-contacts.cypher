// Makes the contacts that share an identity, or are linked by contacts that do, a single
// contact, with all that they sent, got and said, and gives it the id of its least
// identity: the same one, whichever order the evidence came in. Runs for one identity at a
// time (maxRows=1), because what it does for one changes what the next one finds; of people with
// many messages, move-messages has moved most of them before.
// The SETs take the locks, those of the contacts in the order of their ids. A transaction that writes to one
// of them meanwhile is waited for, or waits, finds it gone, and runs again. What they are linked with is looked
// up again afterwards, because regroup-contacts may have told them apart.
// What the user has seen (seenUpTo) is the earlier time of two conversations with inbound messages, and nothing
// where one of them has none: so no message counts as seen that was not. It stands in front of lastInboundAt, in the same SET,
// because it reads what that was before.
UNWIND $rows AS row
MATCH (identity:Identity {key: row.p_identityKey})
SET identity.userId = row.p_userId
WITH row, identity
MATCH (identity)-[:KNOWN_AS*]-(contact:Contact)
WITH DISTINCT row, identity, contact ORDER BY contact.id
SET contact.userId = row.p_userId
WITH row, identity, collect(contact) AS locked
MATCH (identity)-[:KNOWN_AS*]-(contact:Contact)
WHERE contact IN locked
WITH DISTINCT row, contact ORDER BY contact.id
WITH row, collect(contact) AS contacts
WITH row, head(contacts) AS kept, tail(contacts) AS others
CALL (kept, others) {
  UNWIND others AS other
  WITH kept, other
  SET kept.name = CASE WHEN kept.nameAt > other.nameAt OR other.nameAt IS NULL
        OR (kept.nameAt = other.nameAt AND kept.name >= other.name) THEN kept.name ELSE other.name END,
      kept.nameAt = CASE WHEN kept.nameAt > other.nameAt OR other.nameAt IS NULL THEN kept.nameAt ELSE other.nameAt END,
      kept.username = CASE WHEN kept.usernameAt > other.usernameAt OR other.usernameAt IS NULL
        OR (kept.usernameAt = other.usernameAt AND kept.username >= other.username) THEN kept.username ELSE other.username END,
      kept.usernameAt = CASE WHEN kept.usernameAt > other.usernameAt OR other.usernameAt IS NULL THEN kept.usernameAt ELSE other.usernameAt END,
      kept.phone = CASE WHEN kept.phoneAt > other.phoneAt OR other.phoneAt IS NULL
        OR (kept.phoneAt = other.phoneAt AND kept.phone >= other.phone) THEN kept.phone ELSE other.phone END,
      kept.phoneAt = CASE WHEN kept.phoneAt > other.phoneAt OR other.phoneAt IS NULL THEN kept.phoneAt ELSE other.phoneAt END,
      kept.marketing = CASE WHEN kept.marketingAt > other.marketingAt OR other.marketingAt IS NULL
        OR (kept.marketingAt = other.marketingAt AND kept.marketing >= other.marketing) THEN kept.marketing ELSE other.marketing END,
      kept.marketingAt = CASE WHEN kept.marketingAt > other.marketingAt OR other.marketingAt IS NULL THEN kept.marketingAt ELSE other.marketingAt END,
      kept.firstSeenAt = CASE WHEN kept.firstSeenAt < other.firstSeenAt OR other.firstSeenAt IS NULL THEN kept.firstSeenAt ELSE other.firstSeenAt END,
      kept.lastSeenAt = CASE WHEN kept.lastSeenAt > other.lastSeenAt OR other.lastSeenAt IS NULL THEN kept.lastSeenAt ELSE other.lastSeenAt END,
      kept.activeAt = CASE WHEN kept.activeAt > other.activeAt OR other.activeAt IS NULL THEN kept.activeAt ELSE other.activeAt END,
      kept.dividing = coalesce(kept.dividing, other.dividing),
      kept.erasureRequestedAt = coalesce(kept.erasureRequestedAt, other.erasureRequestedAt)
}
CALL (kept, others) {
  UNWIND others AS other
  MATCH (other)-[:KNOWN_AS]->(identity:Identity)
  MERGE (kept)-[:KNOWN_AS]->(identity)
}
CALL (kept, others) {
  UNWIND others AS other
  MATCH (other)-[:SENT]->(message:Message)
  MERGE (kept)-[:SENT]->(message)
}
CALL (kept, others) {
  UNWIND others AS other
  MATCH (other)<-[:TO]-(message:Message)
  MERGE (message)-[:TO]->(kept)
}
CALL (kept, others) {
  UNWIND others AS other
  MATCH (other)<-[about:ABOUT]-(event:ChannelEvent)
  MERGE (event)-[:ABOUT {identityKey: about.identityKey}]->(kept)
}
CALL (kept, others) {
  UNWIND others AS other
  MATCH (other)-[reacted:REACTED]->(message:Message)
  MERGE (kept)-[mine:REACTED]->(message)
    ON CREATE SET mine.channelKey = reacted.channelKey
  SET mine.emoji = CASE WHEN mine.at > reacted.at
        OR (mine.at = reacted.at AND coalesce(mine.emoji, '') >= coalesce(reacted.emoji, '')) THEN mine.emoji ELSE reacted.emoji END,
      mine.at = CASE WHEN mine.at > reacted.at THEN mine.at ELSE reacted.at END
}
CALL (kept, others) {
  UNWIND others AS other
  MATCH (other)-[:HAS]->(conversation:Conversation)-[:ON]->(channel:Channel)
  MERGE (kept)-[:HAS]->(joined:Conversation {channelKey: channel.key})
    ON CREATE SET joined.key = conversation.key + ' joining',
                  joined.userId = conversation.userId
  MERGE (joined)-[:ON]->(channel)
  SET joined.seenUpTo = CASE
        WHEN joined.lastInboundAt IS NULL THEN conversation.seenUpTo
        WHEN conversation.lastInboundAt IS NULL OR joined.seenUpTo <= conversation.seenUpTo THEN joined.seenUpTo
        WHEN joined.seenUpTo > conversation.seenUpTo THEN conversation.seenUpTo
      END,
      joined.lastMessageAt = CASE WHEN joined.lastMessageAt > conversation.lastMessageAt OR conversation.lastMessageAt IS NULL THEN joined.lastMessageAt ELSE conversation.lastMessageAt END,
      joined.readUpTo = CASE WHEN joined.readUpTo > conversation.readUpTo OR conversation.readUpTo IS NULL THEN joined.readUpTo ELSE conversation.readUpTo END,
      joined.deliveredUpTo = CASE WHEN joined.deliveredUpTo > conversation.deliveredUpTo OR conversation.deliveredUpTo IS NULL THEN joined.deliveredUpTo ELSE conversation.deliveredUpTo END,
      joined.answeredAt = CASE WHEN joined.answeredAt > conversation.answeredAt OR conversation.answeredAt IS NULL THEN joined.answeredAt ELSE conversation.answeredAt END,
      joined.lastInboundAt = CASE WHEN joined.lastInboundAt > conversation.lastInboundAt OR conversation.lastInboundAt IS NULL THEN joined.lastInboundAt ELSE conversation.lastInboundAt END
  SET joined.unansweredSince = CASE WHEN joined.answeredAt >= joined.lastInboundAt THEN null ELSE joined.lastInboundAt END
  WITH conversation, joined
  CALL (conversation, joined) {
    MATCH (message:Message)-[:PART_OF]->(conversation)
    MERGE (message)-[:PART_OF]->(joined)
  }
  DETACH DELETE conversation
}
CALL (others) {
  UNWIND others AS other
  DETACH DELETE other
}
CALL (kept) {
  MATCH (kept)-[:KNOWN_AS]->(identity:Identity)
  WITH kept, min(identity.contactId) AS id
  WHERE kept.id <> id
  SET kept.id = id
}
CALL (kept) {
  MATCH (kept)-[:HAS]->(conversation:Conversation)
  SET conversation.key = conversation.channelKey + '/' + kept.id
}
RETURN toInteger(row.ordinal) AS ordinal
