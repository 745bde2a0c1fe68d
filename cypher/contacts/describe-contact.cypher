// What was learned about people without a message: from the address book, from a choice of
// theirs, from a comment. For each property the newest counts, of the contact and of the identity,
// because a contact can prove to be several people.
UNWIND $rows AS row
MATCH (channel:Channel {key: row.p_channel})<-[owned:OWNS|OWNED]-(:User {id: row.p_userId})
WHERE coalesce(owned.since.epochMillis, 0) = row.p_since
  AND coalesce(row.p_receivedAt < owned.until.epochMillis, true)
CALL (row) {
  MATCH (identity:Identity {key: row.p_identityKey})
  SET identity.userId = row.p_userId
  WITH row, identity
  MATCH (identity)<-[:KNOWN_AS]-(contact:Contact)
  SET contact.userId = row.p_userId
  RETURN identity, contact
}
SET identity.shownName = CASE
      WHEN row.p_name IS NULL THEN identity.shownName
      WHEN identity.shownNameAt > datetime({epochMillis: row.p_at}) THEN identity.shownName
      WHEN identity.shownNameAt = datetime({epochMillis: row.p_at}) AND identity.shownName >= row.p_name THEN identity.shownName
      ELSE row.p_name
    END,
    identity.shownNameAt = CASE
      WHEN row.p_name IS NULL OR identity.shownNameAt > datetime({epochMillis: row.p_at}) THEN identity.shownNameAt
      ELSE datetime({epochMillis: row.p_at})
    END,
    identity.shownUsername = CASE
      WHEN row.p_username IS NULL THEN identity.shownUsername
      WHEN identity.shownUsernameAt > datetime({epochMillis: row.p_at}) THEN identity.shownUsername
      WHEN identity.shownUsernameAt = datetime({epochMillis: row.p_at}) AND identity.shownUsername >= row.p_username THEN identity.shownUsername
      ELSE row.p_username
    END,
    identity.shownUsernameAt = CASE
      WHEN row.p_username IS NULL OR identity.shownUsernameAt > datetime({epochMillis: row.p_at}) THEN identity.shownUsernameAt
      ELSE datetime({epochMillis: row.p_at})
    END,
    identity.shownPhone = CASE
      WHEN row.p_phone IS NULL THEN identity.shownPhone
      WHEN identity.shownPhoneAt > datetime({epochMillis: row.p_at}) THEN identity.shownPhone
      WHEN identity.shownPhoneAt = datetime({epochMillis: row.p_at}) AND identity.shownPhone >= row.p_phone THEN identity.shownPhone
      ELSE row.p_phone
    END,
    identity.shownPhoneAt = CASE
      WHEN row.p_phone IS NULL OR identity.shownPhoneAt > datetime({epochMillis: row.p_at}) THEN identity.shownPhoneAt
      ELSE datetime({epochMillis: row.p_at})
    END,
    identity.shownMarketing = CASE
      WHEN row.p_marketing IS NULL THEN identity.shownMarketing
      WHEN identity.shownMarketingAt > datetime({epochMillis: row.p_at}) THEN identity.shownMarketing
      WHEN identity.shownMarketingAt = datetime({epochMillis: row.p_at}) AND identity.shownMarketing >= row.p_marketing THEN identity.shownMarketing
      ELSE row.p_marketing
    END,
    identity.shownMarketingAt = CASE
      WHEN row.p_marketing IS NULL OR identity.shownMarketingAt > datetime({epochMillis: row.p_at}) THEN identity.shownMarketingAt
      ELSE datetime({epochMillis: row.p_at})
    END
SET contact.name = CASE
      WHEN row.p_name IS NULL THEN contact.name
      WHEN contact.nameAt > datetime({epochMillis: row.p_at}) THEN contact.name
      WHEN contact.nameAt = datetime({epochMillis: row.p_at}) AND contact.name >= row.p_name THEN contact.name
      ELSE row.p_name
    END,
    contact.nameAt = CASE
      WHEN row.p_name IS NULL OR contact.nameAt > datetime({epochMillis: row.p_at}) THEN contact.nameAt
      ELSE datetime({epochMillis: row.p_at})
    END,
    contact.username = CASE
      WHEN row.p_username IS NULL THEN contact.username
      WHEN contact.usernameAt > datetime({epochMillis: row.p_at}) THEN contact.username
      WHEN contact.usernameAt = datetime({epochMillis: row.p_at}) AND contact.username >= row.p_username THEN contact.username
      ELSE row.p_username
    END,
    contact.usernameAt = CASE
      WHEN row.p_username IS NULL OR contact.usernameAt > datetime({epochMillis: row.p_at}) THEN contact.usernameAt
      ELSE datetime({epochMillis: row.p_at})
    END,
    contact.phone = CASE
      WHEN row.p_phone IS NULL THEN contact.phone
      WHEN contact.phoneAt > datetime({epochMillis: row.p_at}) THEN contact.phone
      WHEN contact.phoneAt = datetime({epochMillis: row.p_at}) AND contact.phone >= row.p_phone THEN contact.phone
      ELSE row.p_phone
    END,
    contact.phoneAt = CASE
      WHEN row.p_phone IS NULL OR contact.phoneAt > datetime({epochMillis: row.p_at}) THEN contact.phoneAt
      ELSE datetime({epochMillis: row.p_at})
    END,
    contact.marketing = CASE
      WHEN row.p_marketing IS NULL THEN contact.marketing
      WHEN contact.marketingAt > datetime({epochMillis: row.p_at}) THEN contact.marketing
      WHEN contact.marketingAt = datetime({epochMillis: row.p_at}) AND contact.marketing >= row.p_marketing THEN contact.marketing
      ELSE row.p_marketing
    END,
    contact.marketingAt = CASE
      WHEN row.p_marketing IS NULL OR contact.marketingAt > datetime({epochMillis: row.p_at}) THEN contact.marketingAt
      ELSE datetime({epochMillis: row.p_at})
    END
RETURN toInteger(row.ordinal) AS ordinal
