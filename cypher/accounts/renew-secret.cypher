// The same secret, encrypted with a newer key.
UNWIND $rows AS row
OPTIONAL MATCH (secret:Secret {name: row.p_name})
WHERE secret.encrypted = row.p_old
SET secret.encrypted = row.p_encrypted
RETURN toInteger(row.ordinal) AS ordinal
