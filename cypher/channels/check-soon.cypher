// Reports after which Meta may not let us any more make the look at the channel due: Meta
// itself then says whether it does.
UNWIND $rows AS row
CALL (row) {
  WITH row
  WHERE row.p_status IN ['PARTNER_REMOVED', 'PARTNER_APP_UNINSTALLED', 'ACCOUNT_DELETED', 'ACCOUNT_OFFBOARDED',
                         'DISABLED_UPDATE']
  MATCH (:Channel {key: row.p_channel})-[:ACCESSED_WITH]->(access:AccessToken)
  SET access.checkedAt = datetime({epochMillis: 0})
  RETURN count(*) AS due
}
RETURN toInteger(row.ordinal) AS ordinal
