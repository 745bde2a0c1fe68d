// The way from a business account to channels that were in it, and the application's own secrets.
CREATE INDEX owned_business_account IF NOT EXISTS FOR ()-[r:OWNED]-() ON (r.businessAccountId);
CREATE CONSTRAINT secret_name IF NOT EXISTS FOR (n:Secret) REQUIRE n.name IS UNIQUE;
CREATE CONSTRAINT unfinished_identity_key IF NOT EXISTS FOR (n:Unfinished) REQUIRE n.identityKey IS UNIQUE;
