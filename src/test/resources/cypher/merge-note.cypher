UNWIND $rows AS row
MATCH (box:Box {key: row.p_box})
MERGE (note:Note {key: row.p_key})
  ON CREATE SET note.text = row.p_value
MERGE (note)-[:IN]->(box)
RETURN toInteger(row.ordinal) AS ordinal
