MATCH (note:Note)-[:IN]->(:Box {key: $box})
RETURN note.key AS key, note.text AS text
ORDER BY key
