// Contacts that a user wants erased, and digests of what was, so that a repeated delivery does not bring it back.
CREATE CONSTRAINT erased_digest IF NOT EXISTS FOR (n:Erased) REQUIRE n.digest IS UNIQUE;
CREATE INDEX contact_erasure_requested_at IF NOT EXISTS FOR (n:Contact) ON (n.erasureRequestedAt);
