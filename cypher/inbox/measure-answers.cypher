// How long a user takes to answer: the median time, in seconds, from the first message of a person that nothing
// followed yet to the next one of the business, in the newest 500 conversations since a time that have an answer, and in
// the newest 200 messages of each.
MATCH (user:User {id: $userId})-[:OWNS|OWNED]->(channel:Channel)
WITH DISTINCT user, channel
CALL (user, channel) {
  MATCH (conversation:Conversation {userId: user.id, channelKey: channel.key})
  WHERE conversation.lastMessageAt >= $from AND conversation.answeredAt >= $from
  WITH conversation
  ORDER BY conversation.userId DESC, conversation.channelKey DESC, conversation.lastMessageAt DESC
  LIMIT 500
  RETURN conversation
}
WITH conversation
ORDER BY conversation.lastMessageAt DESC
LIMIT 500
CALL (conversation) {
  MATCH (conversation)<-[:PART_OF]-(message:Message)
  WHERE message.sentAt >= $from AND message.sentAt < $until
  WITH message
  ORDER BY message.sentAt DESC, message.direction DESC, message.key
  LIMIT 200
  RETURN collect({at: message.sentAt.epochMillis, outbound: message.direction = 'outbound'}) AS newest
}
WITH reduce(state = {asked: null, answers: []}, message IN reverse(newest) | CASE
       WHEN NOT message.outbound THEN {asked: coalesce(state.asked, message.at), answers: state.answers}
       WHEN state.asked IS NULL THEN state
       ELSE {asked: null, answers: state.answers + [message.at - state.asked]}
     END) AS state
UNWIND state.answers AS answer
RETURN percentileCont(answer, 0.5) / 1000.0 AS seconds
