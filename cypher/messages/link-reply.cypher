// Links replies to the messages that they answer; both are there already. The sub-query
// keeps the planner from pairing all replies with all replied messages first.
UNWIND $rows AS row
MATCH (reply:Message {key: row.p_scope + '/' + row.p_id})
CALL (row) {
  MATCH (replied:Message {key: row.p_scope + '/' + row.p_replyTo})
  RETURN replied
}
MERGE (reply)-[:REPLIES_TO]->(replied)
RETURN toInteger(row.ordinal) AS ordinal
