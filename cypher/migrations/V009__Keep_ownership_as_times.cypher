// An owner has a channel for a time: OWNS {since}, OWNED {since, until}. What is known of the owners so far is
// completed: the last one's time ended when the channel was disconnected, an earlier one's with the newest message
// that came in for it. V010, in Java, puts the user into the keys of messages and of what hangs on them.
MATCH (:User)-[owns:OWNS]->(channel:Channel)
SET owns.since = coalesce(owns.since, channel.lastOwnedUntil, channel.connectedAt);
MATCH (user:User)-[owned:OWNED]->(channel:Channel)
WHERE owned.until IS NULL
SET owned.until = coalesce(CASE user.id
      WHEN channel.lastOwner THEN channel.lastOwnedUntil
      ELSE head(COLLECT {
        MATCH (message:Message {userId: user.id, channelKey: channel.key})
        RETURN message.receivedAt + duration('PT0.001S')
        ORDER BY message.sentAt DESC
        LIMIT 1
      })
    END, user.createdAt, datetime({epochMillis: 0})),
    owned.appId = channel.appId,
    owned.businessAccountId = channel.businessAccountId,
    owned.displayPhoneNumber = channel.displayPhoneNumber;
MATCH (:User)-[owned:OWNED]->(channel:Channel)
WHERE owned.since IS NULL
SET owned.since = coalesce(head(COLLECT {
      MATCH (channel)<-[earlier:OWNED]-(:User)
      WHERE earlier.until < owned.until
      RETURN earlier.until
      ORDER BY earlier.until DESC
      LIMIT 1
    }), datetime({epochMillis: 0}));
MATCH (channel:Channel)
WHERE channel.lastOwner IS NOT NULL
SET channel.lastOwner = null, channel.lastOwnedUntil = null;
MATCH (held:HeldEvent {reason: 'former-owner'})
SET held.reason = 'unknown-channel', held.attempts = 1;
MATCH (erased:Erased)
WHERE erased.upTo IS NULL
DELETE erased;
