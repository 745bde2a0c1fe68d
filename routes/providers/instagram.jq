# Reads a delivery of Instagram (messages, comments, mentions …) as a list of events
# (docs/events.md). Input: the delivery's JSON. Output: one array.

# Epoch milliseconds from seconds or milliseconds, as text or as number; null from anything else.
def millis:
  (if type == "string" then (try tonumber catch null) else . end)
  | if type == "number" then (if . < 100000000000 then . * 1000 else . end) else null end;

# The platform's ids are text; some senders write digits as a number.
def id: if type == "string" then . elif type == "number" then tostring else null end;

# Some parts come as an object or as something else; what is not an object has no fields.
def object: if type == "object" then . else null end;

# Text for a field that may be text only: other JSON is kept as it was written.
def words: if type == "string" or . == null then . else tojson end;

# How many values stand in something: a mapping has said all when as many came out as stood in.
def count: if type == "object" then [.[] | select(. != null)] | length elif . == null then 0 else 1 end;

def address: if . == null then null else "igsid:" + . end;

# A part of an entry that gives the same events when it is posted again. The entry's time is
# when the platform sent it and so another on each try: it stays only where it is needed.
def cut($entry; $own; $part): {
  object: "instagram",
  entry: [
    (if $own != null or $entry.time == null then {id: $entry.id} else {id: $entry.id, time: $entry.time} end)
    + $part
  ]
};

def attachment($number):
  (.payload | object) as $payload
  | {
      number: $number,
      kind: (.type | id // "unknown"),
      mediaId: (($payload.reel_video_id // $payload.ig_post_media_id // $payload.sticker_id) | id),
      url: ([$payload.url, .url | strings] | .[0]),
      title: ([$payload.title, .title | strings] | .[0])
    } as $said
  | ($said | [.mediaId, .url, .title | select(. != null)] | length) as $out
  | ((.payload | count) + count - ([.type, .payload | select(. != null)] | length)) as $in
  | $said + {raw: (if $in == $out then null else tojson end)};

# The attachments, a post that comes in its old form (share) and its new one (ig_post) only once.
# Null when there is none.
def attachments:
  if . == null or . == [] then null
  elif type != "array" then error("not a list")
  else
    [.[] | select(.type == "ig_post") | (.payload | object).url | strings] as $posts
    | [.[] | select((.type == "share" and ((.payload | object).url as $url | [$posts[] | select(. == $url)] != [])) | not)]
    | . as $all
    | [range(0; length) as $number | $all[$number] | attachment($number)]
  end;

# The ad that a referral names.
def ad:
  (.ad_id | id) as $ad
  | if $ad == null then null
    else
      (.ads_context_data | object) as $context
      | {sourceId: $ad, sourceType: "ad", headline: ($context.ad_title | words),
         mediaUrl: (($context.photo_url // $context.video_url) | words)}
    end;

# Details without anything in them are none.
def some: if count == 0 then null else . end;

# Whether the event's fields say all that the message says. A referral has more than they do, and
# none of them says that somebody wrote to himself.
def is_said:
  ([
    .mid, .text, .attachments, .app_id, .metadata, .is_echo, .is_unsupported, .is_deleted,
    (.is_self | select(. == false)),
    (.quick_reply | select((type == "object") and (keys == ["payload"]))),
    (.reply_to | select((type == "object")
      and ((keys == ["mid"]) or ((keys == ["story"]) and (.story | (type == "object") and (keys - ["id", "url"] == []))))))
    | select(. != null)
  ] | length) == count;

# What a person wrote, or the account (an echo). Input: the item. The echo of what somebody wrote
# to himself is a message too: both come with the same mid, and the graph has it once.
def written($channel; $account; $from; $to; $at; $how; $origin):
  .is_self as $is_self
  | .message
  | ($is_self == true or .is_self == true or $from == $to) as $self
  | (.is_echo == true or $from == $account or $how == "message_echoes") as $out
  | if .is_deleted == true then {channel: $channel, kind: "revoke", id: (.mid | id), at: $at, origin: $origin}
    else
      (.attachments | attachments) as $attachments
      | $attachments[0] as $first
      | (.reply_to | object) as $reply
      | (.referral | object) as $referral
      | {
          channel: $channel,
          kind: (if $out and ($self | not) then "echo" else "message" end),
          id: (.mid | id),
          contact: ((if ($from == $account) or ($out and ($self | not)) then $to else $from end) | address),
          type: (
            if (.is_unsupported == true) or ($first.kind == "unsupported_type") then "unsupported"
            elif $first != null then $first.kind
            elif .text != null then "text"
            else "unknown" end),
          text: (if .text == null then $first.title elif (.text | type) == "string" then .text else error("not a text") end),
          sentAt: $at,
          replyTo: ($reply.mid | id),
          attachments: $attachments,
          details: ({
            payload: ((.quick_reply | object).payload | words),
            storyId: (($reply.story | object).id | id),
            storyUrl: ((($reply.story | object).url | strings)
              // (if $first.kind == "story_mention" then $first.url else null end)),
            ref: ($referral.ref | words),
            refSource: ($referral.source | words),
            productId: (($referral.product | object).id | id),
            appId: (.app_id | id),
            metadata: (.metadata | words),
            standby: (if $how == "standby" then true else null end)
          } | some),
          ad: ($referral | ad),
          raw: (if is_said then null else tojson end),
          origin: $origin
        }
    end;

# The choice of a button or an ice-breaker. Old ones have no mid.
def postback($channel; $from; $at; $how; $origin):
  (.referral | object) as $referral
  | {
      channel: $channel,
      kind: "message",
      id: ((.mid | id) // (if $from == null or $at == null then null else "postback:\($from):\($at)" end)),
      contact: ($from | address),
      type: "postback",
      text: (.title | words),
      sentAt: $at,
      details: ({
        payload: (.payload | words),
        ref: ($referral.ref | words),
        refSource: ($referral.source | words),
        productId: (($referral.product | object).id | id),
        standby: (if $how == "standby" then true else null end)
      } | some),
      ad: ($referral | ad),
      raw: (if ([.mid, .title, .payload | select(. != null)] | length) == count then null else tojson end),
      origin: $origin
    };

# Instagram tells which message was seen; Messenger's form, up to when, is understood too.
def read($channel; $person; $at; $origin):
  if .mid != null then
    {channel: $channel, kind: "status", id: (.mid | id), status: "read", at: $at, contact: $person, origin: $origin}
  else
    {channel: $channel, kind: "receipt", contact: $person, status: "read", upTo: (.watermark | millis), origin: $origin}
  end;

# The platform's word for a reaction that has no sign is "other": without one it would be taken back.
# A reaction without a person is the account's own, so somebody has to be named.
def reaction($channel; $from; $person; $at; $origin): {
  channel: $channel,
  kind: "reaction",
  id: (.mid | id),
  at: $at,
  contact: (if $from == null then error("nobody") else $person end),
  emoji: (
    if .action == "unreact" then null
    else (.emoji | strings) // (.reaction | strings) // (if .action == "react" then "other" else null end) end),
  origin: $origin
};

# The number of an edit, as text that sorts like the number.
def padded: id | if . == null then null else "0000"[length:] + . end;

# Number 0 comes with a message that is new, also without its text.
def edit($channel; $at; $origin):
  (.mid | id) as $mid
  | (.num_edit | padded) as $number
  | if $number == "0000" then {channel: $channel, kind: "unknown", fault: "an edit that changes nothing", origin: $origin}
    else
      {
        channel: $channel,
        kind: "edit",
        id: $mid,
        editId: (if $mid == null or $number == null then null else $mid + "/" + $number end),
        at: $at,
        text: (.text | if type == "string" then . else error("not a text") end),
        origin: $origin
      }
    end;

# What else happens in a conversation. Input: the item.
def happening($key; $channel; $person; $at; $origin):
  .[$key] as $value
  | {
      channel: $channel,
      kind: "channel-event",
      type: ($key | gsub("-"; "_")),
      at: $at,
      contact: $person,
      status: (($value.notification_messages_status // $value.status // $value.action // $value.feedback
        // $value.source) | strings // null),
      text: (($value.title // $value.reason // $value.metadata // $value.ref) | strings // null),
      itemId: (($value.ad_id // ($value.product | object).id // $value.mid) | id),
      raw: ({sender, recipient, timestamp} | with_entries(select(.value != null)) + {($key): $value} | tojson),
      origin: $origin
    },
    (
      select($key == "optin" and $person != null and $at != null)
      | ($value.notification_messages_status | select((. == "STOP_NOTIFICATIONS") or (. == "RESUME_NOTIFICATIONS")))
      | {channel: $channel, kind: "contact", contact: $person, at: $at,
         marketing: (if . == "STOP_NOTIFICATIONS" then "stop" else "resume" end), origin: $origin}
    );

# An event that lacks what its kind cannot do without is one that cannot be stored.
def complete($channel; $origin):
  if (.kind == "channel-event") or (.kind == "contact") or (.kind == "unknown") then .
  elif .kind == "receipt" then
    (if .contact == null or .upTo == null then
      {channel: $channel, kind: "invalid", fault: "a receipt without its person or time", origin: $origin}
    else . end)
  elif .id == null or (.sentAt // .at) == null then
    {channel: $channel, kind: "invalid", fault: "an item without its message's id or a time", origin: $origin}
  elif ((.kind == "message") or (.kind == "echo")) and (.contact == null) then
    {channel: $channel, kind: "invalid", fault: "a message without its person", origin: $origin}
  elif .kind == "edit" and .editId == null then
    {channel: $channel, kind: "invalid", fault: "an edit without its number", origin: $origin}
  else . end;

# The other things that can happen in a conversation.
def happenings: ["referral", "optin", "pass_thread_control", "take_thread_control", "request_thread_control", "app_roles",
  "account_linking", "policy_enforcement", "policy-enforcement", "response_feedback", "messaging_feedback",
  "game_play", "payment", "checkout_update", "pre_checkout", "order", "send_cart"];

# What an item says that no event of it says: held, as an event of its own.
def unsaid($channel; $origin):
  (keys - (["sender", "recipient", "timestamp", "is_self", "message", "postback", "read", "reaction", "message_edit"] + happenings))
  + ((.read | if type == "object" then keys else [] end) - ["mid", "watermark", "seq"])
  + ((.reaction | if type == "object" then keys else [] end) - ["mid", "action", "reaction", "emoji"])
  + ((.message_edit | if type == "object" then keys else [] end) - ["mid", "text", "num_edit"])
  | select(. != [])
  | {channel: $channel, kind: "unknown", fault: "keys of an item that the mapping does not know", origin: $origin};

# The events of an item that is more than a plain message. An item has one of the keys; should it
# have two, each is an event.
def any_events($channel; $account; $from; $to; $at; $how; $origin):
  (if $from == $account then null else $from | address end) as $person
  | [unsaid($channel; $origin)] as $unsaid
  | [
      (select(.message != null) | written($channel; $account; $from; $to; $at; $how; $origin)),
      (.postback | select(. != null) | postback($channel; $from; $at; $how; $origin)),
      (.read | select(. != null) | read($channel; $person; $at; $origin)),
      (.reaction | select(. != null) | reaction($channel; $from; $person; $at; $origin)),
      (.message_edit | select(. != null) | edit($channel; $at; $origin)),
      (
        happenings[] as $key
        | select(.[$key] != null)
        | happening($key; $channel; $person; $at; $origin)
      )
      | complete($channel; $origin)
    ]
  | if . == [] then
      {channel: $channel, kind: "unknown", fault: "an item that the mapping does not know", origin: $origin}
    else .[], $unsaid[] end;

# The events of one item. $how: the field that it came by, "messaging" or "standby" for those
# lists; $part: its place in the entry. Nearly all items are plain texts: they go the short way.
def item($entry; $channel; $account; $time; $how; $part):
  (if type == "object" then .timestamp | millis else null end) as $own
  | cut($entry; $own; $part) as $origin
  | try (
      if type != "object" or $channel == null then error("not an item")
      else
        (.sender.id | id) as $from
        | .message as $message
        | if length == 4 and $own != null and $from != null and $from != $account
            and (($how == "messaging") or ($how == "messages"))
            and (.recipient != null)
            and ($message | type == "object" and length == 2 and (.mid | type == "string") and (.text | type == "string"))
          then {channel: $channel, kind: "message", id: $message.mid, contact: ("igsid:" + $from), type: "text",
                text: $message.text, sentAt: $own, origin: $origin}
          else any_events($channel; $account; $from; (.recipient.id | id); ($own // $time); $how; $origin) end
      end)
    catch {channel: $channel, kind: "invalid", fault: "an item that the mapping cannot read", origin: $origin};

# The events of a change that is no item: comments, mentions, insights and what is to come. Only a
# comment's id tells it from all others; of the rest the same id may say something new each time.
def content($channel; $account; $at; $origin):
  .field as $field
  | .value
  | if . == null then
      {channel: $channel, kind: "unknown", fault: "a change without its value", origin: $origin}
    elif type != "object" then
      {channel: $channel, kind: "unknown", fault: "a change whose value is not an object", origin: $origin}
    elif ($field | (type == "string") and test("\\A[A-Za-z0-9_-]{1,64}\\z")) | not then
      {channel: $channel, kind: "unknown", fault: "a field that cannot be a type", origin: $origin}
    else
      (.from | object) as $who
      | (($who.id // $who.self_ig_scoped_id) | id | if . == $account then null else address end) as $person
      | {
          channel: $channel,
          kind: "channel-event",
          type: $field,
          id: (if ($field == "comments") or ($field == "live_comments") then (.id // .comment_id) | id else null end),
          at: $at,
          contact: $person,
          text: (.text | strings // null),
          itemId: ((.media_id // (.media | object).id) | id),
          parentId: (.parent_id | id),
          raw: tojson,
          origin: $origin
        },
        (
          select($person != null and $at != null)
          | ($who.username | strings)
          | {channel: $channel, kind: "contact", contact: $person, at: $at, username: ., origin: $origin}
        )
    end;

# The events of one change, in the list `changes` or flat in the entry. Messages come this way too.
# $part: its place in the entry.
def change($entry; $channel; $account; $time; part):
  if type == "object" then
    {field, value}
    | .field as $field
    | if (($field | type == "string") and (($field == "standby") or ($field | startswith("messag"))) and (.value != null))
        or (.value | (type == "object") and ((has("sender")) or (has("recipient"))))
      then part as $part | .value | item($entry; $channel; $account; $time; $field; $part)
      else
        cut($entry; null; part) as $origin
        | try (if $channel == null then error("no channel") else content($channel; $account; $time; $origin) end)
          catch {channel: $channel, kind: "invalid", fault: "a change that the mapping cannot read", origin: $origin}
      end
  else
    {channel: $channel, kind: "invalid", fault: "a change that the mapping cannot read", origin: cut($entry; null; part)}
  end;

# One of an entry's lists. Input: the entry. What should be a list and is none is kept as it is.
def list($name; $channel; events):
  .[$name] as $list
  | if $list == null then empty
    elif ($list | type) == "array" then $list[] | events
    else
      {channel: $channel, kind: "invalid", fault: "a list that the mapping cannot read",
       origin: cut(.; null; {($name): $list})}
    end;

# The events of one entry, by what there is in it: the platform's products do not keep to one form.
def entry_events:
  if type != "object" then error("not an entry") else . end
  | . as $entry
  | (.id | id) as $account
  | (if $account == null then null else "instagram:" + $account end) as $channel
  | (.time | millis) as $time
  | list("changes"; $channel; change($entry; $channel; $account; $time; {changes: [.]})),
    list("messaging"; $channel; {messaging: [.]} as $part | item($entry; $channel; $account; $time; "messaging"; $part)),
    list("standby"; $channel; {standby: [.]} as $part | item($entry; $channel; $account; $time; "standby"; $part)),
    (select((.field != null) or (.value != null)) | change($entry; $channel; $account; $time; .)),
    (
      select(.changed_fields != null)
      | {channel: $channel, kind: "unknown", fault: "a change without its value",
         origin: cut($entry; null; {changed_fields})}
    ),
    (
      select((keys - ["id", "time", "changes", "messaging", "standby", "field", "value", "changed_fields", "hop_context"]) != [])
      | {channel: $channel, kind: "unknown", fault: "an entry that the mapping does not know",
         origin: {object: "instagram", entry: [del(.changes, .messaging, .standby, .field, .value, .changed_fields)]}}
    );

# Anything whose shape is not the documented one: kept whole.
def unreadable($fault): {channel: null, kind: "invalid", fault: $fault, origin: .};

def delivery:
  if type != "object" then unreadable("the delivery is not a JSON object")
  elif .object != "instagram" then unreadable("not an object that this provider sends")
  elif .entry == null then (if length > 1 then unreadable("a delivery without entries") else empty end)
  elif (.entry | type) != "array" then unreadable("entries that are not a list")
  else
    (
      .entry[]
      | . as $entry
      | try entry_events
        catch ({object: "instagram", entry: [$entry]} | unreadable("an entry that the mapping cannot read"))
    ),
    (
      select(length > 2)
      | {channel: null, kind: "unknown", fault: "keys of a delivery that the mapping does not know", origin: del(.entry)}
    )
  end;

# Some of the platform's samples are a list of deliveries.
[if type == "array" then .[] | delivery else delivery end]
