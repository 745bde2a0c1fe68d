// Which of these were erased, and people up to when.
UNWIND $digests AS digest
MATCH (erased:Erased {digest: digest})
RETURN erased.digest AS digest, erased.upTo.epochMillis AS upTo
