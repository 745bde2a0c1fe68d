// Relationships from senders to messages, whoever and whatever they are.
MATCH ()-[sent:SENT]->()
RETURN count(sent) AS count
