// Waits until everything that was committed can be searched.
CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()
