UNWIND $rows AS row
MERGE (note:Note {key: row.p_key})
RETURN count(note) AS notes
