SHOW INDEXES
YIELD name, state, populationPercent
WHERE state <> 'ONLINE'
