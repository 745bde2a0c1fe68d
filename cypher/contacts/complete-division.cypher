// Contacts that proved to be several people (regroup-contacts), once each has their own messages
// (move-strays): what accounts reported of them and what they reacted with goes to whom it is about, and
// name, phone and times are what each one's own identities and messages say; what none of them said, because
// it was stored before identities kept it, stays. Does nothing while messages are left to be moved. A conversation
// that has lost all its messages stays, without a time, and no list shows it: somebody may be about to write to it.
// Runs for one identity at a time (maxRows=1).
UNWIND $rows AS row
MATCH (:Identity {key: row.p_identityKey})-[:SAME_AS*0..]-(member:Identity)
WITH DISTINCT row, member ORDER BY member.key
SET member.userId = row.p_userId
WITH row, collect(member) AS members
UNWIND members AS member
MATCH (member)<-[:KNOWN_AS]-(contact:Contact)
WITH DISTINCT row, members, contact ORDER BY contact.id
SET contact.userId = row.p_userId
WITH row, members, collect(contact) AS contacts
WITH row, members, [contact IN contacts WHERE contact.dividing
       AND NOT EXISTS {
         MATCH (one:Contact)-[:HAS]->(:Conversation)<-[:PART_OF]-(message:Message)
         WHERE one IN contacts AND one.dividing
         MATCH (identity:Identity {key: message.identityKey})
         WHERE NOT (one)-[:KNOWN_AS]->(identity)
       }] AS contacts
CALL (contacts) {
  UNWIND contacts AS contact
  MATCH (contact)-[reacted:REACTED]->(message:Message)<-[:LAST_REACTED]-(:Identity)
  WHERE NOT EXISTS { (contact)-[:KNOWN_AS]->(:Identity)-[:LAST_REACTED]->(message) }
  WITH DISTINCT reacted
  DELETE reacted
}
CALL (contacts) {
  UNWIND contacts AS contact
  MATCH (contact)-[:KNOWN_AS]->(:Identity)-[last:LAST_REACTED]->(message:Message)
  WITH contact, message, last ORDER BY last.lastAt DESC, coalesce(last.lastEmoji, '') DESC
  WITH contact, message, head(collect(last)) AS last
  MERGE (contact)-[reacted:REACTED]->(message)
  SET reacted.emoji = last.lastEmoji,
      reacted.at = last.lastAt,
      reacted.channelKey = last.channelKey
}
CALL (contacts) {
  UNWIND contacts AS contact
  MATCH (contact)<-[about:ABOUT]-(event:ChannelEvent)
  MATCH (identity:Identity {key: about.identityKey})
  WHERE NOT (contact)-[:KNOWN_AS]->(identity)
  CALL (identity) {
    MATCH (identity)<-[:KNOWN_AS]-(right:Contact)
    RETURN right ORDER BY right.id LIMIT 1
  }
  MERGE (event)-[:ABOUT {identityKey: about.identityKey}]->(right)
  DELETE about
}
CALL (contacts) {
  UNWIND contacts AS contact
  MATCH (contact)-[:HAS]->(conversation:Conversation)
  OPTIONAL MATCH (conversation)<-[:PART_OF]-(message:Message)
  WITH conversation, max(message.sentAt) AS last,
       max(CASE WHEN message.direction = 'outbound' THEN message.sentAt END) AS answered,
       max(CASE WHEN message.direction = 'inbound' THEN message.sentAt END) AS inbound
  SET conversation.lastMessageAt = last,
      conversation.answeredAt = answered,
      conversation.lastInboundAt = inbound,
      conversation.unansweredSince = CASE WHEN answered >= inbound THEN null ELSE inbound END
}
CALL (members, contacts) {
  UNWIND contacts AS contact
  OPTIONAL MATCH (contact)-[:SENT]->(message:Message)
  WITH members, contact, min(message.sentAt) AS first, max(message.sentAt) AS last
  OPTIONAL MATCH (contact)-[:HAS]->(conversation:Conversation)
  WITH members, contact, first, last, max(conversation.lastMessageAt) AS active
  WITH members, contact, first, last, active,
       head(COLLECT { MATCH (contact)-[:KNOWN_AS]->(i:Identity) WHERE i.shownNameAt IS NOT NULL RETURN i ORDER BY i.shownNameAt DESC, i.shownName DESC LIMIT 1 }) AS named,
       head(COLLECT { MATCH (contact)-[:KNOWN_AS]->(i:Identity) WHERE i.shownUsernameAt IS NOT NULL RETURN i ORDER BY i.shownUsernameAt DESC, i.shownUsername DESC LIMIT 1 }) AS usernamed,
       head(COLLECT { MATCH (contact)-[:KNOWN_AS]->(i:Identity) WHERE i.shownPhoneAt IS NOT NULL RETURN i ORDER BY i.shownPhoneAt DESC, i.shownPhone DESC LIMIT 1 }) AS phoned,
       head(COLLECT { MATCH (contact)-[:KNOWN_AS]->(i:Identity) WHERE i.shownMarketingAt IS NOT NULL RETURN i ORDER BY i.shownMarketingAt DESC, i.shownMarketing DESC LIMIT 1 }) AS asked
  SET contact.firstSeenAt = first,
      contact.lastSeenAt = last,
      contact.activeAt = coalesce(active, datetime({epochMillis: 0})),
      contact.name = CASE WHEN any(member IN members WHERE member.shownNameAt = contact.nameAt) THEN named.shownName ELSE coalesce(named.shownName, contact.name) END,
      contact.nameAt = CASE WHEN any(member IN members WHERE member.shownNameAt = contact.nameAt) THEN named.shownNameAt ELSE coalesce(named.shownNameAt, contact.nameAt) END,
      contact.username = CASE WHEN any(member IN members WHERE member.shownUsernameAt = contact.usernameAt) THEN usernamed.shownUsername ELSE coalesce(usernamed.shownUsername, contact.username) END,
      contact.usernameAt = CASE WHEN any(member IN members WHERE member.shownUsernameAt = contact.usernameAt) THEN usernamed.shownUsernameAt ELSE coalesce(usernamed.shownUsernameAt, contact.usernameAt) END,
      contact.phone = CASE WHEN any(member IN members WHERE member.shownPhoneAt = contact.phoneAt) THEN phoned.shownPhone ELSE coalesce(phoned.shownPhone, contact.phone) END,
      contact.phoneAt = CASE WHEN any(member IN members WHERE member.shownPhoneAt = contact.phoneAt) THEN phoned.shownPhoneAt ELSE coalesce(phoned.shownPhoneAt, contact.phoneAt) END,
      contact.marketing = CASE WHEN any(member IN members WHERE member.shownMarketingAt = contact.marketingAt) THEN asked.shownMarketing ELSE coalesce(asked.shownMarketing, contact.marketing) END,
      contact.marketingAt = CASE WHEN any(member IN members WHERE member.shownMarketingAt = contact.marketingAt) THEN asked.shownMarketingAt ELSE coalesce(asked.shownMarketingAt, contact.marketingAt) END,
      contact.dividing = null
}
RETURN toInteger(row.ordinal) AS ordinal
