// What is held for a channel is read in the order in which it came in, and why messages failed is counted. V017, in
// Java, completes what failed before.
CREATE INDEX held_event_channel_received_at IF NOT EXISTS FOR (n:HeldEvent) ON (n.channelKey, n.receivedAt);
CREATE INDEX message_failed_at IF NOT EXISTS FOR (n:Message) ON (n.failedFor, n.failedAt);
