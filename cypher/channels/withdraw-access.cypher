// Deletes the tokens of people who have taken them back. What comes in on their channels is still stored.
UNWIND $rows AS row
CALL (row) {
  MATCH (access:AccessToken {grantedBy: row.p_grantedBy})<-[:ACCESSED_WITH]-(channel:Channel)
  SET channel.status = 'needs reconnect',
      channel.statusReason = row.p_reason
  DETACH DELETE access
  RETURN count(*) AS channels
}
RETURN toInteger(row.ordinal) AS ordinal
