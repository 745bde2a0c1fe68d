// The list of unanswered conversations reads each user's in the order of this index. V015, in Java, completes what was
// stored before.
CREATE INDEX conversation_unanswered_since IF NOT EXISTS FOR (n:Conversation) ON (n.userId, n.channelKey, n.unansweredSince);
