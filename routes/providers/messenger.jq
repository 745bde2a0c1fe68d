# Reads a delivery of the Messenger Platform as a list of events (docs/events.md).
# Input: the delivery's JSON. Output: one array.
# (This jq gives "and" and "or" the same rank: write the brackets.)

# Epoch milliseconds from seconds or milliseconds, as text or as number; null from anything else.
def millis:
  (if type == "string" then (try tonumber catch null) else . end)
  | if type == "number" then (if . < 100000000000 then . * 1000 else . end) else null end;

# The platform's ids are text; some senders write digits as a number.
def id: if type == "number" then tostring else . end;

# What varies in type: a text or a number as text, null from anything else.
def word: if type == "string" then . elif type == "number" then tostring else null end;

# The same, but JSON where it is neither.
def words: if . == null or type == "string" then . else tojson end;

# What may be null, a text or missing where an object is documented.
def object: if type == "object" then . else {} end;

# The first object of a list.
def head: if type == "array" then (.[0] | object) else {} end;

# Whether there are no keys but these.
def has_only($keys): type == "object" and (keys - $keys) == [];

# A list's members. Anything else is not read, an object's values neither.
def members: if . == null then empty elif type == "array" then .[] else error("not a list") end;

# A sender or recipient as the address of a person, who is known by a user_ref before the first
# message.
def address:
  if .id != null then "psid:" + (.id | id)
  elif .user_ref != null then "ref:" + (.user_ref | id)
  else null end;

def also:
  if .user_ref != null and .id != null then
    [{contact: ("ref:" + (.user_ref | id)), why: "seen-together"}]
  else null end;

# The person of an item: the sender, unless that is the page or is not named.
def person($page):
  if (.sender | address) != null and (.sender.id | id) != $page then .sender
  elif (.recipient | address) != null and (.recipient.id | id) != $page then .recipient
  else null end;

# The time that an item has of its own. The entry's is the time of sending, a new one each time.
def own_time:
  (.timestamp | millis) as $at
  | if $at != null then $at else (.delivery.watermark | millis) // (.read.watermark | millis) end;

# Where a person came from.
def referral_details:
  {ref: (.ref | words), refSource: (.source | words), productId: (.product | object | .id | word)};

def ad:
  (.ad_id | word) as $id
  | if $id == null or $id == "" then null
    else
      (.ads_context_data | object) as $context
      | {
          sourceId: $id,
          sourceType: "ad",
          headline: ($context.ad_title | word),
          mediaUrl: (($context.photo_url | word) // ($context.video_url | word)),
          clickId: null
        }
    end;

# Whether ad and referral_details say all that a referral says.
def is_said_referral:
  . == null
  or (has_only(["ref", "source", "type", "ad_id", "product", "ads_context_data"])
    and (.product == null or (.product | has_only(["id"])))
    and (.ads_context_data == null
      or (.ad_id != null
        and (.ads_context_data
          | has_only(["ad_title", "photo_url", "video_url"])
            and (.photo_url == null or .video_url == null)))));

def is_address: type == "string" and (startswith("https://") or startswith("http://"));

# Whether the fields of an attachment say all that its JSON says.
def is_said_attachment:
  has_only(["type", "payload", "title", "url"])
  and (.payload == null
    or (.payload | is_address)
    or ((.payload | has_only(["url", "title", "sticker_id", "reel_video_id", "ig_post_media_id"]))
      and (.url == null or .payload.url == null or .url == .payload.url)
      and (.title == null or .payload.title == null or .title == .payload.title)));

# One attachment. Most are a file: a type and a payload with its address.
def attachment($number):
  (.payload | object) as $payload
  | if length == 2 and ($payload | length) == 1 and ($payload.url | type) == "string"
      and (.type | type) == "string" then
      {number: $number, kind: .type, url: $payload.url}
    else
      ($payload.elements | head) as $element
      | ($payload.product | object | .elements | head) as $product
      | {
          number: $number,
          kind: ((.type | word) // "unknown"),
          mediaId: (($payload.sticker_id | word) // ($payload.reel_video_id | word)
            // ($payload.ig_post_media_id | word) // ($payload.attachment_id | word) // ($product.id | word)),
          url: (($payload.url | word) // (.url | word)
            // (.payload | if is_address then . else null end)),
          title: (($payload.title | word) // (.title | word) // ($element.title | word)
            // ($product.title | word)),
          caption: ($payload.text | word),
          raw: (if is_said_attachment then null else tojson end)
        }
    end;

# Until 2026-08-30 a sticker comes twice in one message, as an image and as a sticker. It is the
# sticker that stays.
def without_twins:
  [.[] | select(.type == "sticker") | .payload | object | .sticker_id | select(. != null) | id] as $stickers
  | if $stickers == [] then .
    else
      map(
        (.payload | object | .sticker_id | id) as $sticker
        | select(.type != "image" or $sticker == null or ($stickers | index($sticker)) == null))
    end;

# All attachments. $sticker: the id of a sticker where old messages have it, beside them.
def attachments($sticker):
  (if type != "array" then error("not a list") elif length > 1 then without_twins else . end)
  | [range(length) as $number | .[$number] | attachment($number)]
  | if $sticker != null and length > 0 and .[0].mediaId == null then
      [.[0] + {mediaId: ($sticker | word)}] + .[1:]
    else . end;

# A place may be shared in the payload or, in old messages, beside it.
def location_details:
  [.[] | (.payload | object) as $payload
    | (($payload.coordinates | object) + (.coordinates | object)) as $place
    | select($place.lat != null or $place.long != null)
    | {
        latitude: ($place.lat | if type == "string" then (try tonumber catch null) else . end),
        longitude: ($place.long | if type == "string" then (try tonumber catch null) else . end),
        placeName: (($payload.title | word) // (.title | word))
      }]
  | .[0] // {};

# Whether the fields of a message event say all that its JSON says. is_self_reply is said by who
# wrote the other message.
def is_said_message($echo; $type; $attachments):
  has_only(["mid", "text", "seq", "attachments", "quick_reply", "reply_to", "referral", "sticker_id",
    "is_unsupported", "is_deleted", "is_echo"] + (if $echo then ["app_id", "metadata"] else [] end))
  and (.quick_reply == null or (.quick_reply | has_only(["payload"])))
  and (.reply_to == null or (.reply_to | has_only(["mid", "is_self_reply"])))
  and (.referral | is_said_referral)
  and (.sticker_id == null or ($attachments[0].mediaId == (.sticker_id | id)))
  and (.is_unsupported != true or $type == "unsupported");

# One message, of a person or of the page. Input: the item. A message of two keys, or three with
# the old seq, is a plain text: the shortest way, as most messages are.
def message($page; $channel; $at; $standby):
  .message as $message
  | ($message.is_echo == true or (.sender.id | id) == $page) as $echo
  | (if $echo then .recipient else .sender end) as $who
  | ($message | length) as $length
  | if $message.text != null
      and ($length == 2 or ($length == 3 and $message.seq != null)) and $message.mid != null then
      {
        channel: $channel,
        kind: (if $echo then "echo" else "message" end),
        id: ($message.mid | id),
        contact: ($who | address),
        also: ($who | also),
        type: "text",
        text: $message.text,
        sentAt: $at,
        details: (if $standby then {standby: true} else null end)
      }
    elif $message.is_deleted == true then
      {channel: $channel, kind: "revoke", id: ($message.mid | id), at: $at}
    else
      $message
      | (if .attachments == null then [] else .sticker_id as $sticker | .attachments | attachments($sticker) end) as $attachments
      | (if $attachments != [] then $attachments[0].kind
          elif .text != null then "text"
          elif .is_unsupported == true then "unsupported"
          else "text" end) as $type
      | ((if .quick_reply != null then {payload: (.quick_reply | object | .payload | words)} else {} end)
          + (if $attachments != [] then .attachments | location_details else {} end)
          + (if .referral != null then .referral | object | referral_details else {} end)
          + (if $echo then {appId: (.app_id | word), metadata: (.metadata | words)} else {} end)
          + (if $standby then {standby: true} else {} end)) as $details
      | {
          channel: $channel,
          kind: (if $echo then "echo" else "message" end),
          id: (.mid | id),
          contact: ($who | address),
          also: ($who | also),
          type: $type,
          text: (if .text != null and .text != "" then .text
            else $attachments[0].title // $attachments[0].caption // .text end),
          sentAt: $at,
          replyTo: (.reply_to | object | .mid | id),
          attachments: (if $attachments == [] then null else $attachments end),
          details: (if $details == {} then null else $details end),
          ad: (if .referral == null then null else .referral | object | ad end),
          raw: (if is_said_message($echo; $type; $attachments) then null else tojson end)
        }
    end;

# A button of a template, of the menu or Get Started. Old ones have no id: a person presses once at
# a time.
def postback($page; $channel; $at; $standby):
  person($page) as $who
  | ($who | address) as $contact
  | .postback
  | ((if .payload != null then {payload: (.payload | words)} else {} end)
      + (if .referral != null then .referral | object | referral_details else {} end)
      + (if $standby then {standby: true} else {} end)) as $details
  | {
      channel: $channel,
      kind: "message",
      id: (if .mid != null then (.mid | id)
        elif $contact == null or $at == null then null
        else "postback:" + ($contact | .[index(":") + 1:]) + ":" + ($at | tostring) end),
      contact: $contact,
      also: ($who | also),
      type: "postback",
      text: .title,
      sentAt: $at,
      details: (if $details == {} then null else $details end),
      ad: (if .referral == null then null else .referral | object | ad end),
      raw: (if has_only(["mid", "title", "payload", "referral"]) and (.referral | is_said_referral)
        then null else tojson end)
    };

# What has reached a person: single messages, and everything before a time.
def delivery($page; $channel; $at):
  (person($page) | address) as $contact
  | .delivery
  | (.watermark | millis) as $upTo
  | (.mids | members | {channel: $channel, kind: "status", id: id, status: "delivered", at: $at, contact: $contact}),
    (if $upTo != null or (.mids // []) == [] then
        {channel: $channel, kind: "receipt", contact: $contact, status: "delivered", upTo: $upTo}
      else empty end);

def read($page; $channel):
  {
    channel: $channel,
    kind: "receipt",
    contact: (person($page) | address),
    status: "read",
    upTo: (.read.watermark | millis)
  };

def reaction($page; $channel; $at):
  (if .sender == null then error("nobody") elif (.sender.id | id) == $page then null else .sender end) as $who
  | .reaction
  | {
      channel: $channel,
      kind: "reaction",
      id: (.mid | id),
      at: $at,
      contact: ($who | address),
      also: ($who | also),
      emoji: (if .action == "unreact" then null else .emoji // .reaction end)
    };

# The edits of a message in the order of their ids. One without a number has its time. Number 0 comes
# with a message that is new.
def edit($channel; $at):
  .message_edit
  | (.num_edit | word // ($at | word)) as $number
  | if $number == "0" then {channel: $channel, kind: "unknown", fault: "an edit that changes nothing"}
    elif (.text | type) != "string" then error("not a text")
    else
      {
        channel: $channel,
        kind: "edit",
        id: (.mid | id),
        editId: ((.mid | id) + "/" + (if ($number | length) < 4 then ("000" + $number)[-4:] else $number end)),
        at: $at,
        text: .text
      }
    end;

# What else happens in a conversation. $key: the item's key. Without an id of its own it is told
# from others by raw, which therefore names its person and its time.
def other($page; $channel; $at; $key):
  . as $item
  | .[$key] as $whole
  | (if $key == "app_roles" then
        $whole | object | to_entries | (.[0] // {})
        | {status: (.value | if type == "array" then join(", ") else . end), app_id: .key}
      else $whole | object end) as $value
  | (if $key == "optin" and $value.user_ref != null then (.sender | object) + {user_ref: $value.user_ref}
      else person($page) end) as $who
  | ($who | address) as $contact
  | ($who | also) as $also
  | {
      channel: $channel,
      kind: "channel-event",
      type: ($key | if . == "policy-enforcement" then "policy_enforcement" else . end),
      at: $at,
      contact: $contact,
      also: $also,
      status: ($value | (.notification_messages_status | word) // (.user_token_status | word)
        // (.status | word) // (.response | word) // (.action | word) // (.feedback | word) // (.new_owner_app_id | word)
        // (.requested_owner_app_id | word) // (.source | word) // (.type | word)),
      text: ($value | (.title | word) // (.reason | word) // (.note | word) // (.ref | word)
        // (.metadata | word)),
      itemId: ($value | (.ad_id | word) // (.ref | word) // (.new_owner_app_id | word)
        // (.requested_owner_app_id | word) // (.app_id | word) // (.game_id | word) // (.mid | word)),
      parentId: ($value.previous_owner_app_id | word),
      raw: (({sender, recipient, timestamp} | with_entries(select(.value != null)))
        + {($key): $whole} | tojson)
    },
    (if $key == "optin" then
        $value.notification_messages_status
        | if . == "STOP_NOTIFICATIONS" then "stop" elif . == "RESUME_NOTIFICATIONS" then "resume" else empty end
        | {channel: $channel, kind: "contact", contact: $contact, also: $also, at: $at, marketing: .}
      else empty end);

# The keys of an item that are told as channel events, one of them in each item.
def other_key:
  . as $item
  | ["referral", "optin", "account_linking", "pass_thread_control", "take_thread_control",
    "request_thread_control", "app_roles", "policy-enforcement", "policy_enforcement", "game_play",
    "payment", "checkout_update", "pre_checkout", "response_feedback", "messaging_feedback", "order",
    "send_cart", "call_permission_reply"]
  | map(select($item[.] != null))
  | .[0];

# A delivery cut down to the part of an entry that an event came from: what is held when it cannot be
# stored. The entry's time stays only with a part that has none of its own.
def cut($entry; $own; $part): {
  object: "page",
  entry: [(if $own != null then {id: $entry.id} else {id: $entry.id, time: $entry.time} end) + $part]
};

# What an item says beside the event that was made of it, whose key is $key: held, as an event of its own.
def unsaid($channel; $key; $known):
  (keys - ["sender", "recipient", "timestamp", "prior_message", $key])
  + (if $known == null then [] else (.[$key] | object | keys) - $known end)
  | select(. != [])
  | {channel: $channel, kind: "unknown", fault: "keys of an item that the mapping does not know"};

# Where the conversation began before the person was known by this address.
def with_prior($item):
  if $item.prior_message == null then .
  else .details = ({ref: ($item.prior_message | object | .identifier | word), refSource: ($item.prior_message | object | .source | word)}
    + (.details // {})) end;

# The events of one item. $part: its place in the entry.
def item($entry; $page; $channel; $standby; $part):
  (if type == "object" then . else error("not an item") end)
  | . as $item
  | own_time as $own
  | (if $own != null then $own else $entry.time | millis end) as $at
  | (if .message != null then
        (message($page; $channel; $at; $standby) | with_prior($item)), unsaid($channel; "message"; null)
      elif .delivery != null then
        delivery($page; $channel; $at), unsaid($channel; "delivery"; ["mids", "watermark", "seq"])
      elif .read != null then
        read($page; $channel), unsaid($channel; "read"; ["watermark", "seq"])
      elif .postback != null then
        (postback($page; $channel; $at; $standby) | with_prior($item)), unsaid($channel; "postback"; null)
      elif .reaction != null then
        reaction($page; $channel; $at), unsaid($channel; "reaction"; ["mid", "action", "reaction", "emoji"])
      elif .message_edit != null then
        edit($channel; $at), unsaid($channel; "message_edit"; ["mid", "text", "num_edit"])
      else
        other_key as $key
        | if $key != null then other($page; $channel; $at; $key), unsaid($channel; $key; null)
          else {channel: $channel, kind: "unknown", fault: "an item that the mapping does not know"} end
      end)
    + {origin: cut($entry; $own; $part)};

# One item; one that cannot be read takes none of its neighbours with it.
def readable_item($entry; $page; $channel; $standby; $part):
  . as $item
  | try item($entry; $page; $channel; $standby; $part)
    catch {
      channel: $channel,
      kind: "invalid",
      fault: "an item that the mapping cannot read",
      origin: cut($entry; ($item | object | .timestamp | millis); $part)
    };

# A call connects and ends: each is an event of the same call.
def call($page; $channel):
  (.id | word) as $id
  | ([.from, .to] | map(word | select(. != null and . != $page)) | .[0]) as $who
  | {
      channel: $channel,
      kind: "channel-event",
      type: "calls",
      id: (if $id == null then null else $id + "/" + ((.event | word) // (.status | word) // "call") end),
      at: (.timestamp | millis),
      contact: (if $who == null then null else "psid:" + $who end),
      status: ((.status | word) // (.event | word)),
      text: ((.call_direction | word) // (.direction | word)),
      itemId: $id,
      raw: tojson
    };

# The calls of an entry.
def calls($entry; $page; $channel):
  .[]
  | . as $call
  | (try call($page; $channel) catch {channel: $channel, kind: "invalid", fault: "a call that the mapping cannot read"})
    + {origin: cut($entry; ($call | object | .timestamp | millis); {calls: [$call]})};

# Whom a change is about, with the name that stands beside their id. A marketing message is about
# its receiver.
def subject($field):
  [(.from | object), {id: .sender_id, name: .sender_name}, {id: .reviewer_id, name: .reviewer_name},
    (if $field | startswith("marketing_message") then {id: .recipient_id} else empty end)]
  | map(select((.id | word) != null))
  | .[0];

# The events of a change to the page: a comment, a rating, a lead, what became of a marketing message.
# The page's own come back too.
def change($entry; $page; $channel; $part):
  . as $change
  | .value as $value
  | ($value | object | (.created_time | millis) // (.timestamp | millis)) as $own
  | ($own // ($entry.time | millis)) as $at
  | ($value
      | if type != "object" then "a change whose value is not an object"
        elif ($change.field | type) != "string" or ($change.field | test("\\A[A-Za-z0-9_-]{1,64}\\z") | not)
          then "a change whose field has no usable name"
        else null end) as $fault
  | (if $value == null then {channel: $channel, kind: "unknown", fault: "a change without its value"}
      elif $fault != null then {channel: $channel, kind: "unknown", fault: $fault}
      else
        $value
        | subject($change.field) as $subject
        | ($subject.id | word | if . == null or . == $page then null else "psid:" + . end) as $contact
        | ($subject.name | word) as $name
        | {
            channel: $channel,
            kind: "channel-event",
            type: $change.field,
            at: $at,
            contact: $contact,
            status: ((.verb | word) // (.recommendation_type | word)),
            text: ((.message | word) // (.review_text | word) // (.error_message | word)),
            itemId: ((.comment_id | word) // (.post_id | word) // (.leadgen_id | word)
              // (.open_graph_story_id | word) // (.video_id | word) // (.photo_id | word)
              // (.thread_id | word) // (.mid | word) // (.message_id | word)),
            parentId: ((.parent_id | word) // (if .comment_id != null then .post_id | word else null end)
              // (if .mid != null then .message_id | word else null end)),
            raw: tojson
          },
          (if $contact != null and $name != null and $at != null then
              {channel: $channel, kind: "contact", contact: $contact, at: $at, name: $name}
            else empty end)
      end)
    + {origin: cut($entry; $own; $part)};

# One change, which can be an item too: the dashboard's test sends messages this way.
def readable_change($entry; $page; $channel; $part):
  if (object | .value | type == "object" and (has("sender") or has("recipient"))) then
    .field as $field
    | .value | readable_item($entry; $page; $channel; $field == "standby"; $part)
  else
    try change($entry; $page; $channel; $part)
    catch {channel: $channel, kind: "invalid", fault: "a change that the mapping cannot read",
      origin: cut($entry; null; $part)}
  end;

# Part of an entry that is kept as it is.
def kept($entry; $channel; $kind; $fault; $part):
  {channel: $channel, kind: $kind, fault: $fault,
   origin: {object: "page", entry: [{id: $entry.id, time: $entry.time} + $part]}};

# One list of an entry, which may be there without being a list.
def list($entry; $page; $channel; $list):
  .[$list]
  | if type != "array" then
      kept($entry; $channel; "invalid"; "an entry that the mapping cannot read"; {($list): .})
    elif $list == "changes" then .[] | {changes: [.]} as $part | readable_change($entry; $page; $channel; $part)
    elif $list == "calls" then calls($entry; $page; $channel)
    else .[] | {($list): [.]} as $part | readable_item($entry; $page; $channel; $list == "standby"; $part) end;

# What an entry has beside its lists: a change or an item can stand there flat.
def flat_events($entry; $page; $channel):
  del(.id, .time, .changes, .messaging, .standby, .calls, .hop_context)
  | . as $flat
  | if $flat == {} then empty
    elif .changed_fields != null then
      kept($entry; $channel; "unknown"; "a change without its value"; {changed_fields: .changed_fields})
    elif (.field | type) == "string" then
      {field, value: (if has_only(["field", "value"]) then .value else del(.field) end)}
      | readable_change($entry; $page; $channel; $flat)
    elif (.sender != null or .recipient != null) then readable_item($entry; $page; $channel; false; $flat)
    else
      {channel: $channel, kind: "unknown", fault: "an entry that the mapping does not know",
       origin: {object: "page", entry: [$entry | del(.changes, .messaging, .standby, .calls)]}}
    end;

# The events of one entry, which may have several lists. One without an id can name its page elsewhere.
def entry_events:
  (if type == "object" then . else error("not an entry") end)
  | . as $entry
  | (if .id != null then .id | id
      else (.recipient | object | .id | word) // (.page_id | word) // "0" end) as $page
  | ("messenger:" + $page) as $channel
  | (if .changes == null then empty else list($entry; $page; $channel; "changes") end),
    (if .messaging == null then empty else list($entry; $page; $channel; "messaging") end),
    (if .standby == null then empty else list($entry; $page; $channel; "standby") end),
    (if .calls == null then empty else list($entry; $page; $channel; "calls") end),
    flat_events($entry; $page; $channel);

# Anything whose shape is not the documented one: kept whole.
def unreadable($fault): {channel: null, kind: "invalid", fault: $fault, origin: .};

if type != "object" then [unreadable("the delivery is not a JSON object")]
elif .object != "page" then [unreadable("not an object that this provider sends")]
elif .entry == null and (length > 1) then [unreadable("a delivery without entries")]
elif .entry != null and (.entry | type) != "array" then [unreadable("a delivery whose entries are not a list")]
else
  [
    (
      (.entry // [])[]
      | . as $entry
      | try entry_events
        catch ({object: "page", entry: [$entry]} | unreadable("an entry that the mapping cannot read"))
    ),
    (
      select(length > 2)
      | {channel: null, kind: "unknown", fault: "keys of a delivery that the mapping does not know", origin: del(.entry)}
    )
  ]
end
