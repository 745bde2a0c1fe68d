// One page of a user's contacts, those first who wrote or were written to last: those behind
// a position, in the order of the index (see list-conversations).
MATCH (user:User {id: $userId})
CALL (user) {
  MATCH (contact:Contact {userId: user.id})
  WHERE contact.activeAt <= $beforeTime
    AND [contact.activeAt, contact.id] < [$beforeTime, $beforeKey]
  WITH contact
  ORDER BY contact.userId DESC, contact.activeAt DESC, contact.id DESC
  LIMIT $limit
  RETURN contact.id AS key, contact.activeAt AS time
}
RETURN key, time
ORDER BY time DESC, key DESC
