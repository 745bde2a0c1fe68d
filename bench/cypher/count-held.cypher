// Events that are not in the graph as what they are.
MATCH (held:HeldEvent)
RETURN count(held) AS count
