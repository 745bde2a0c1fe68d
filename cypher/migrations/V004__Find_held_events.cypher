// Held events are listed by time, found by the channel that they wait for, and counted for each channel.
CREATE INDEX held_event_received_at IF NOT EXISTS FOR (n:HeldEvent) ON (n.receivedAt);
CREATE INDEX held_event_reason IF NOT EXISTS FOR (n:HeldEvent) ON (n.reason, n.channelKey);
