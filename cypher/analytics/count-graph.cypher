// How many nodes of each label there are, and how many replies are linked; read from the
// count store, so it costs nothing.
MATCH (n:User) WITH count(n) AS total RETURN 'User' AS label, total
UNION ALL
MATCH (n:Channel) WITH count(n) AS total RETURN 'Channel' AS label, total
UNION ALL
MATCH (n:Contact) WITH count(n) AS total RETURN 'Contact' AS label, total
UNION ALL
MATCH (n:Conversation) WITH count(n) AS total RETURN 'Conversation' AS label, total
UNION ALL
MATCH (n:Message) WITH count(n) AS total RETURN 'Message' AS label, total
UNION ALL
MATCH (n:Attachment) WITH count(n) AS total RETURN 'Attachment' AS label, total
UNION ALL
MATCH ()-[r:REPLIES_TO]->() WITH count(r) AS total RETURN 'REPLIES_TO' AS label, total
UNION ALL
MATCH (n:HeldEvent) WITH count(n) AS total RETURN 'HeldEvent' AS label, total
