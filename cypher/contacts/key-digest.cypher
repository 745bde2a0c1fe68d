// Puts a keyed digest in the place of a plain one.
UNWIND $rows AS row
MATCH (plain:Erased {digest: row.p_plain})
MERGE (keyed:Erased {digest: row.p_digest})
SET keyed.upTo = CASE WHEN keyed.upTo > plain.upTo THEN keyed.upTo ELSE plain.upTo END
DELETE plain
RETURN toInteger(row.ordinal) AS ordinal
