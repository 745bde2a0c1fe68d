// One uniqueness constraint per key: it makes MERGE exact under concurrency, and its index makes MERGE fast.
CREATE CONSTRAINT user_id IF NOT EXISTS FOR (n:User) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT channel_key IF NOT EXISTS FOR (n:Channel) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT contact_id IF NOT EXISTS FOR (n:Contact) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT identity_key IF NOT EXISTS FOR (n:Identity) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT conversation_key IF NOT EXISTS FOR (n:Conversation) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT message_key IF NOT EXISTS FOR (n:Message) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT attachment_key IF NOT EXISTS FOR (n:Attachment) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT held_event_id IF NOT EXISTS FOR (n:HeldEvent) REQUIRE n.id IS UNIQUE;
