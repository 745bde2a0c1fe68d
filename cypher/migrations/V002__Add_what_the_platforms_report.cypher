// Keys of what statuses, ads, orders and account events bring, and the way from a business account to its channels.
CREATE CONSTRAINT ad_key IF NOT EXISTS FOR (n:Ad) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT shared_contact_key IF NOT EXISTS FOR (n:SharedContact) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT order_item_key IF NOT EXISTS FOR (n:OrderItem) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT channel_event_key IF NOT EXISTS FOR (n:ChannelEvent) REQUIRE n.key IS UNIQUE;
CREATE INDEX channel_business_account IF NOT EXISTS FOR (n:Channel) ON (n.businessAccountId);
