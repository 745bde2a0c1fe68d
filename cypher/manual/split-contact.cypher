// Takes a wrong merge apart: the identities of $identityKeys become a contact of their own, with the messages
// that came by them or went to them. Each of them is marked as told apart from each of the others, so that no evidence
// joins them again. For Neo4j Browser:
//   :param identityKeys => ['bob/bsuid/IN.2']
// Reactions, the name and what the conversations have been read up to stay with the first contact; the new one gets a
// name with its next message. A phone goes with the identity that it is.
MATCH (contact:Contact)-[:KNOWN_AS]->(:Identity {key: $identityKeys[0]})
SET contact.userId = contact.userId
WITH contact,
     COLLECT { MATCH (contact)-[:KNOWN_AS]->(i:Identity) WHERE i.key IN $identityKeys RETURN i } AS taken,
     COLLECT { MATCH (contact)-[:KNOWN_AS]->(i:Identity) WHERE NOT i.key IN $identityKeys RETURN i } AS left
WHERE size(left) > 0
WITH contact, taken, left,
     reduce(least = head(taken).contactId, i IN taken | CASE WHEN i.contactId < least THEN i.contactId ELSE least END) AS newId,
     reduce(least = head(left).contactId, i IN left | CASE WHEN i.contactId < least THEN i.contactId ELSE least END) AS leftId
SET contact.id = leftId,
    contact.phone = CASE
      WHEN any(i IN taken WHERE i.scheme = 'wa' AND i.value = contact.phone) THEN null
      ELSE contact.phone
    END
CREATE (split:Contact {id: newId, userId: contact.userId, activeAt: datetime({epochMillis: 0})})
WITH contact, split, taken, left
CALL (contact, split) {
  MATCH (user:User)-[:HAS_CONTACT]->(contact)
  MERGE (user)-[:HAS_CONTACT]->(split)
}
CALL (taken, left) {
  UNWIND taken AS one
  UNWIND left AS other
  MERGE (one)-[rejection:SAME_AS {why: 'told-apart'}]->(other)
  SET rejection.rejectedAt = datetime()
}
CALL (contact, split, taken) {
  UNWIND taken AS identity
  MATCH (contact)-[known:KNOWN_AS]->(identity)
  DELETE known
  MERGE (split)-[:KNOWN_AS]->(identity)
}
CALL (contact, split) {
  MATCH (contact)-[sent:SENT]->(message:Message)
  WHERE message.identityKey IN $identityKeys
  DELETE sent
  MERGE (split)-[:SENT]->(message)
}
CALL (contact, split) {
  MATCH (contact)<-[to:TO]-(message:Message)
  WHERE message.identityKey IN $identityKeys
  DELETE to
  MERGE (message)-[:TO]->(split)
}
CALL (contact, split) {
  MATCH (contact)<-[about:ABOUT]-(event:ChannelEvent)
  WHERE about.identityKey IN $identityKeys
  MERGE (event)-[:ABOUT {identityKey: about.identityKey}]->(split)
  DELETE about
}
CALL (contact, split) {
  MATCH (contact)-[:HAS]->(conversation:Conversation)-[:ON]->(channel:Channel)
  SET conversation.key = channel.key + '/' + contact.id
  WITH split, conversation, channel
  CREATE (split)-[:HAS]->(own:Conversation {key: channel.key + '/' + split.id, channelKey: channel.key, userId: split.userId})-[:ON]->(channel)
  WITH split, conversation, own
  CALL (split, conversation, own) {
    MATCH (conversation)<-[part:PART_OF]-(message:Message)
    WHERE message.identityKey IN $identityKeys
    DELETE part
    MERGE (message)-[:PART_OF]->(own)
  }
}
CALL (split) {
  MATCH (split)-[:SENT]->(message:Message)
  WITH split, min(message.sentAt) AS first, max(message.sentAt) AS last
  SET split.firstSeenAt = first, split.lastSeenAt = last
}
CALL (contact, split) {
  UNWIND [contact, split] AS person
  MATCH (person)-[:HAS]->(conversation:Conversation)
  OPTIONAL MATCH (conversation)<-[:PART_OF]-(message:Message)
  WITH person, conversation, max(message.sentAt) AS last
  SET conversation.lastMessageAt = last
  WITH person, max(last) AS last
  SET person.activeAt = coalesce(last, datetime({epochMillis: 0}))
}
RETURN contact.id AS contact, split.id AS split
