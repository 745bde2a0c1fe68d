// Whether a user has a message that has arrived.
MATCH (user:User {id: $userId})
CALL (user) {
  MATCH (message:Message {key: user.id + '/' + $message})
  WHERE message.userId = user.id AND message.type IS NOT NULL
  RETURN message
}
RETURN message.key AS key
