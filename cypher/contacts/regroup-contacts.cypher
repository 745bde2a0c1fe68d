// Who is whom, from all evidence that links an identity with others: makes each person's addresses
// known as that person's contact. Contacts that prove to be one share an identity afterwards, and are
// joined by join-contacts; one that proves to be several people is marked as dividing, and what the
// others wrote is brought to them by move-strays and complete-division. Runs for one identity at a time
// (maxRows=1), because what it does for one changes what the next one finds. A row whose user is gone is
// not applied.
//
// Evidence counts in the order of its time, so that the outcome is the same whichever order it came in:
//   0  what somebody said by hand (told-together);
//   1  two user ids of one person; 2  two ways to write one number;
//   3  everything else, where it is not refused:
//      number-left    the holder had given the number up before: a user id seen with it later is another person
//      other-user-id  the number was seen before with another user id, on the same business account: user
//                     ids of several accounts can be one person's
//      told-apart     somebody said so by hand (split-contact)
// SAME_AS.refused tells why a piece of evidence does not count.
UNWIND $rows AS row
MATCH (:Identity {key: row.p_identityKey})-[:SAME_AS*0..]-(member:Identity)
WHERE EXISTS { (:User {id: row.p_userId}) }
WITH DISTINCT row, member ORDER BY member.key
SET member.userId = row.p_userId
WITH row, collect(member) AS members
CALL (members) {
  UNWIND members AS one
  OPTIONAL MATCH (one)-[evidence:SAME_AS]->(other:Identity)
  WHERE other IN members AND evidence.rejectedAt IS NULL
  WITH one, other, evidence, coalesce(evidence.at, evidence.recordedAt) AS at,
       CASE
         WHEN evidence.why = 'told-together' THEN 0
         WHEN one.scheme = 'bsuid' AND other.scheme = 'bsuid' THEN 1
         WHEN one.scheme = 'wa' AND other.scheme = 'wa' AND evidence.why = 'phone-variant' THEN 2
         ELSE 3
       END AS rank
  ORDER BY rank, at, evidence.why, one.key, other.key
  RETURN collect(CASE WHEN evidence IS NOT NULL THEN {
           one: one.key, other: other.key, why: evidence.why, rank: rank, accounts: evidence.accounts,
           left: rank = 3 AND (coalesce(at > one.leftAt, false) OR coalesce(at > other.leftAt, false)),
           user: CASE WHEN one.scheme = 'bsuid' THEN one.key WHEN other.scheme = 'bsuid' THEN other.key END,
           phone: CASE WHEN other.scheme = 'wa' THEN other.key WHEN one.scheme = 'wa' THEN one.key END,
           before: CASE WHEN one.scheme = 'wa' AND other.scheme = 'wa' THEN one.key END
         } END) AS evidence
}
CALL (members) {
  UNWIND members AS one
  OPTIONAL MATCH (one)-[apart:SAME_AS]->(other:Identity)
  WHERE other IN members AND apart.rejectedAt IS NOT NULL
  RETURN collect(CASE WHEN apart IS NOT NULL THEN [one.key, other.key] END) AS apart
}
// Which user ids are one person's, and which ways to write a number are one number.
WITH row, members, evidence, apart,
     reduce(classes = [member IN members | [member.key]], e IN [e IN evidence WHERE e.rank IN [1, 2]] |
       [class IN classes WHERE NOT (e.one IN class OR e.other IN class)]
       + [reduce(joined = [], class IN [class IN classes WHERE e.one IN class OR e.other IN class] | joined + class)]
     ) AS classes
WITH row, members, apart, [e IN evidence | e {
       .*,
       user: head([class IN classes WHERE e.user IN class]),
       phone: head([class IN classes WHERE e.phone IN class]),
       before: head([class IN classes WHERE e.before IN class])
     }] AS evidence
// The groups of identities that are a person each; what counts for a number so far; what does not count.
WITH row, members, reduce(state = {groups: [member IN members | [member.key]], claims: [], refused: []}, e IN evidence |
       head([groups IN [[group IN state.groups WHERE e.one IN group OR e.other IN group]] |
         head([because IN [CASE
             WHEN e.left THEN 'number-left'
             WHEN e.rank = 3 AND e.user IS NOT NULL AND any(claim IN state.claims WHERE claim.phone = e.phone AND claim.user <> e.user
               AND any(account IN e.accounts WHERE account IN claim.accounts)) THEN 'other-user-id'
             WHEN e.rank = 3 AND e.before IS NOT NULL AND any(claim IN state.claims WHERE claim.phone = e.phone
               AND NOT any(own IN state.claims WHERE own.phone = e.before AND own.user = claim.user)) THEN 'other-user-id'
             WHEN size(groups) = 2 AND any(pair IN apart WHERE (pair[0] IN groups[0] AND pair[1] IN groups[1])
               OR (pair[0] IN groups[1] AND pair[1] IN groups[0])) THEN 'told-apart'
           END] |
           CASE WHEN because IS NULL THEN {
             groups: CASE WHEN size(groups) = 2
               THEN [group IN state.groups WHERE NOT group IN groups] + [groups[0] + groups[1]]
               ELSE state.groups END,
             claims: CASE WHEN e.rank = 3 AND e.user IS NOT NULL AND e.phone IS NOT NULL
               THEN state.claims + [{user: e.user, phone: e.phone, accounts: e.accounts}]
               ELSE state.claims END,
             refused: state.refused
           } ELSE state {.*, refused: state.refused + [{one: e.one, other: e.other, why: e.why, because: because}]} END
         ])
       ])
     ) AS state
WITH row, members, state.refused AS refused, [group IN state.groups | {
       keys: group,
       least: reduce(least = null, member IN members |
         CASE WHEN member.key IN group AND (least IS NULL OR member.contactId < least) THEN member.contactId ELSE least END)
     }] AS groups
CALL (members, groups, refused) {
  UNWIND members AS one
  MATCH (one)-[evidence:SAME_AS]->(other:Identity)
  WHERE other IN members AND evidence.rejectedAt IS NULL
  SET evidence.refused = CASE
        WHEN any(group IN groups WHERE one.key IN group.keys AND other.key IN group.keys) THEN null
        ELSE head([r IN refused WHERE r.one = one.key AND r.other = other.key AND r.why = evidence.why | r.because])
      END
}
CALL (row, members) {
  UNWIND members AS member
  OPTIONAL MATCH (member)<-[:KNOWN_AS]-(contact:Contact)
  WITH DISTINCT row, contact ORDER BY contact.id
  SET contact.userId = row.p_userId
  RETURN collect(contact) AS contacts
}
// A contact stays with the identity that it has its id of.
WITH row, members, groups, contacts, [contact IN contacts | {
       contact: contact,
       group: coalesce(
         head([group IN groups WHERE any(member IN members WHERE member.contactId = contact.id AND member.key IN group.keys)]),
         head([group IN groups WHERE any(member IN members WHERE member.key IN group.keys AND EXISTS { (contact)-[:KNOWN_AS]->(member) })]))
     }] AS homes
CALL (members, homes) {
  UNWIND homes AS home
  WITH members, home, home.contact AS contact
  MATCH (contact)-[known:KNOWN_AS]->(member:Identity)
  WHERE member IN members AND NOT member.key IN home.group.keys
  SET contact.dividing = true
  DELETE known
  RETURN collect(member.key) AS moved, min(contact.erasureRequestedAt) AS erasureRequestedAt
}
CALL (row, homes, groups, moved, erasureRequestedAt) {
  MATCH (user:User {id: row.p_userId})
  UNWIND groups AS group
  WITH row, user, group, [home IN homes WHERE home.group = group | home.contact] AS own,
       any(key IN group.keys WHERE key IN moved) AS divided, erasureRequestedAt
  FOREACH (once IN CASE WHEN own = [] THEN [1] ELSE [] END |
    MERGE (contact:Contact {id: group.least})
      ON CREATE SET contact.userId = row.p_userId,
                    contact.activeAt = datetime({epochMillis: 0})
    MERGE (user)-[:HAS_CONTACT]->(contact)
  )
  WITH row, group, own, divided, erasureRequestedAt, CASE WHEN own = [] THEN group.least ELSE own[0].id END AS id
  MATCH (contact:Contact {id: id})
  SET contact.dividing = CASE WHEN divided THEN true ELSE contact.dividing END,
      contact.erasureRequestedAt = CASE WHEN divided THEN coalesce(contact.erasureRequestedAt, erasureRequestedAt) ELSE contact.erasureRequestedAt END
  FOREACH (once IN CASE WHEN contact.dividing THEN [1] ELSE [] END |
    MERGE (unfinished:Unfinished {identityKey: head(group.keys)})
    SET unfinished.userId = row.p_userId,
        unfinished.notedAt = datetime()
  )
  WITH group, own, contact
  CALL (group, contact) {
    UNWIND group.keys AS key
    MATCH (identity:Identity {key: key})
    MERGE (contact)-[:KNOWN_AS]->(identity)
  }
  CALL (group, own, contact) {
    WITH group, own, contact
    WHERE size(own) = 1 AND contact.id <> group.least
    SET contact.id = group.least
    WITH contact
    MATCH (contact)-[:HAS]->(conversation:Conversation)
    SET conversation.key = conversation.channelKey + '/' + contact.id
  }
}
RETURN toInteger(row.ordinal) AS ordinal
