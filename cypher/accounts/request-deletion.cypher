// Somebody who has connected channels wants what Meta told of them deleted.
UNWIND $rows AS row
CREATE (:DataDeletion {code: row.p_code, grantedBy: row.p_grantedBy, requestedAt: datetime()})
RETURN toInteger(row.ordinal) AS ordinal
