// Lists read each user's conversations, contacts and messages in the order of these indexes, streams those messages
// that were stored last, and a search the words; an id that a contact once had leads to it. The full-text index is filled
// after the commit, so that no delivery waits for it. V006, in Java, completes what was stored before.
CREATE INDEX conversation_last_message_at IF NOT EXISTS FOR (n:Conversation) ON (n.userId, n.channelKey, n.lastMessageAt);
CREATE INDEX contact_active_at IF NOT EXISTS FOR (n:Contact) ON (n.userId, n.activeAt);
CREATE INDEX message_sent_at IF NOT EXISTS FOR (n:Message) ON (n.userId, n.channelKey, n.sentAt);
CREATE INDEX message_stored_at IF NOT EXISTS FOR (n:Message) ON (n.userId, n.storedAt);
CREATE INDEX identity_contact_id IF NOT EXISTS FOR (n:Identity) ON (n.contactId);
CREATE FULLTEXT INDEX message_text IF NOT EXISTS FOR (n:Message) ON EACH [n.userId, n.channelKey, n.text]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-no-stop-words', `fulltext.eventually_consistent`: true}};
