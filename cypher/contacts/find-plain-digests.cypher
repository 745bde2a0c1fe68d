// Digests of erased addresses from before they were keyed.
MATCH (erased:Erased)
WHERE erased.digest < 'k:'
RETURN erased.digest AS plain
LIMIT 1000
