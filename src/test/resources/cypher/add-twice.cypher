UNWIND $rows AS row
MATCH (first:Counter {key: row.p_first})
SET first.total = first.total + 1
WITH row
MATCH (second:Counter {key: row.p_second})
SET second.total = second.total + 1
RETURN toInteger(row.ordinal) AS ordinal
