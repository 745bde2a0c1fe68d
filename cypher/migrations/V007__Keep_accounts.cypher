// What users log in with, their sessions and API tokens, and the way to what is to be erased or has ended.
CREATE CONSTRAINT login_email IF NOT EXISTS FOR (n:Login) REQUIRE n.email IS UNIQUE;
CREATE CONSTRAINT session_id IF NOT EXISTS FOR (n:Session) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT api_token_digest IF NOT EXISTS FOR (n:ApiToken) REQUIRE n.digest IS UNIQUE;
CREATE CONSTRAINT api_token_id IF NOT EXISTS FOR (n:ApiToken) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT access_token_key IF NOT EXISTS FOR (n:AccessToken) REQUIRE n.key IS UNIQUE;
CREATE INDEX session_expires_at IF NOT EXISTS FOR (n:Session) ON (n.expiresAt);
CREATE INDEX user_closed_at IF NOT EXISTS FOR (n:User) ON (n.closedAt);
CREATE INDEX access_token_subscription IF NOT EXISTS FOR (n:AccessToken) ON (n.subscription);
CREATE INDEX access_token_checked_at IF NOT EXISTS FOR (n:AccessToken) ON (n.checkedAt);
CREATE INDEX access_token_granted_by IF NOT EXISTS FOR (n:AccessToken) ON (n.grantedBy);
CREATE CONSTRAINT data_deletion_code IF NOT EXISTS FOR (n:DataDeletion) REQUIRE n.code IS UNIQUE;
CREATE INDEX data_deletion_granted_by IF NOT EXISTS FOR (n:DataDeletion) ON (n.grantedBy);
CREATE INDEX held_event_channel IF NOT EXISTS FOR (n:HeldEvent) ON (n.channelKey);
