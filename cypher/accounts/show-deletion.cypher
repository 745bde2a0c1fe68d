// What has become of a wish to have data deleted.
MATCH (deletion:DataDeletion {code: $code})
RETURN toString(date(deletion.requestedAt)) AS requestedAt, toString(date(deletion.doneAt)) AS doneAt
