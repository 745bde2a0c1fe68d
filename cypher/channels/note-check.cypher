// What came of a look at an access token. A row is not applied when the token was replaced or
// forgotten meanwhile.
UNWIND $rows AS row
MATCH (access:AccessToken {key: row.p_key})<-[:ACCESSED_WITH]-(channel:Channel)
WHERE access.token = row.p_token
SET access.checkedAt = datetime({epochMillis: row.p_at}),
    access.token = coalesce(row.p_newToken, access.token),
    access.expiresAt = CASE WHEN row.p_expiresAt IS NULL THEN access.expiresAt ELSE datetime({epochMillis: row.p_expiresAt}) END,
    access.grantedAt = CASE WHEN row.p_expiresAt IS NULL THEN access.grantedAt ELSE datetime({epochMillis: row.p_at}) END,
    channel.status = CASE WHEN row.p_status IS NULL THEN channel.status ELSE row.p_status END,
    channel.statusReason = CASE WHEN row.p_status IS NULL THEN channel.statusReason ELSE row.p_reason END
RETURN toInteger(row.ordinal) AS ordinal
