// Keeps a secret of the application itself, encrypted, unless there is one of that name.
UNWIND $rows AS row
MERGE (secret:Secret {name: row.p_name})
  ON CREATE SET secret.encrypted = row.p_encrypted
RETURN toInteger(row.ordinal) AS ordinal
