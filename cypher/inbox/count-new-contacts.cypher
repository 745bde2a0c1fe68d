// How many people wrote to a user for the first time on each day from one time until another: who did has been active
// since, so the index by activity leads to them.
MATCH (user:User {id: $userId})
CALL (user) {
  MATCH (contact:Contact {userId: user.id})
  WHERE contact.activeAt >= $from
    AND contact.firstSeenAt >= $from AND contact.firstSeenAt < $until
  RETURN date(contact.firstSeenAt) AS day, count(*) AS contacts
}
RETURN toString(day) AS day, contacts
ORDER BY day
