// Who owns a channel.
MATCH (channel:Channel {key: $key})<-[:OWNS]-(user:User)
RETURN user.id AS userId
