SHOW CONSTRAINTS
YIELD type, entityType, labelsOrTypes, properties, ownedIndex
