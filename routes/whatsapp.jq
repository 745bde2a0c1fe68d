# Reads a delivery of the WhatsApp Cloud API as a list of events (docs/events.md).
# Input: the delivery's JSON. Output: one array.

# Epoch milliseconds from seconds or milliseconds, as text or as number; null from anything else.
def millis:
  (if type == "string" then (try tonumber catch null) else . end)
  | if type == "number" then (if . < 100000000000 then . * 1000 else . end) else null end;

# The platform's ids are text; some senders write digits as a number.
def id: if type == "number" then tostring else . end;

# A business-scoped user id: two letters, a dot, letters and digits. Seen in `from` too.
def is_bsuid: type == "string" and .[2:3] == ".";

# The one address by which the sender is known here: the phone, else the business-scoped user id.
def sender:
  if (.from | is_bsuid) then "bsuid:" + .from
  elif .from != null then "wa:" + (.from | id)
  elif .from_user_id != null then "bsuid:" + .from_user_id
  else null end;

# The media of a message, as a list of one.
def attachment($kind):
  [{number: 0, kind: $kind, mediaId: (.id | id), mimeType: .mime_type, sha256, url, filename, caption}];

# What a person would read in a message, null when there is nothing to read.
def text:
  if .type == "text" then .text.body
  elif .type == "image" or .type == "video" or .type == "document" then .[.type].caption
  elif .type == "button" then .button.text
  elif .type == "interactive" then
    .interactive | .button_reply.title // .list_reply.title // .nfm_reply.body
  elif .type == "location" then .location.name
  elif .type == "contacts" then [.contacts[].name.formatted_name // empty] | join(", ")
  elif .type == "order" then .order.text
  elif .type == "system" then .system.body
  else null end;

# Whether the event's fields say all that the message says: its sender, id, timestamp, type and
# body are five keys, and a plain reply has its context as the sixth. (This jq gives "and" and "or"
# the same rank: write the brackets.)
def is_said($media):
  ((.type == "text" and (.text | length) == 1)
    or ($media and (.[.type] | (has("voice") or has("animated")) | not)))
  and (length == 5
    or (length == 6 and .context.id != null and .context.from != null and (.context | length) == 2));

# One message. $contact: who the platform says wrote it, or null.
def message($channel; $contact):
  .type as $type
  | ($type == "image" or $type == "video" or $type == "audio" or $type == "voice"
      or $type == "document" or $type == "sticker") as $media
  | {
      channel: $channel,
      kind: "message",
      id: (.id | id),
      contact: sender,
      name: (if $contact.profile.name == "" then null else $contact.profile.name end),
      username: $contact.profile.username,
      phone: (if .from == null or (.from | is_bsuid) then null else (.from | id) end),
      type: ($type // "unknown"),
      text: text,
      sentAt: (.timestamp | millis),
      replyTo: (.context.id | id),
      attachments: (if $media then .[$type] | attachment($type) else null end),
      raw: (if is_said($media) then null else tojson end)
    };

# The contacts of a change, found by phone and by business-scoped user id: they do not stand
# in the order of the messages.
def by_id:
  reduce .[] as $contact ({};
    (if $contact.wa_id != null then .[$contact.wa_id | id] = $contact else . end)
    | if $contact.user_id != null then .[$contact.user_id] = $contact else . end);

# Those of the contacts that ids name; the only one there is, when none of them does.
def named($all; $ids):
  [.[$ids[] | select(. != null) | id]] | map(select(. != null)) | unique
  | if . == [] and ($all | length) == 1 then $all else . end;

# A delivery cut down to the part that one event came from: what is held when it cannot be stored.
def cut($object; $entry; $change; $value): {
  object: $object,
  entry: [{id: $entry.id, changes: [{field: $change.field, value: $value}]}]
};

# The events of one change. A change without messages and statuses has no time of its own, so
# its entry's stays with it: two equal changes are two events.
def events($object; $entry):
  . as $change
  | .value as $value
  | ($value.metadata.phone_number_id | if . == null then null else "whatsapp:" + id end) as $channel
  | ($value.contacts // []) as $all
  | ($all | by_id) as $contacts
  | ($value | del(.messages, .statuses, .contacts)) as $rest
  | (
      ($value.messages // [])[]
      | . as $message
      | ($contacts | named($all; [$message.from, $message.from_user_id])) as $who
      | (try message($channel; $who[0]) catch {channel: $channel, kind: "invalid", fault: "a message that the mapping cannot read"})
      | . + {origin: cut($object; $entry; $change; $rest + {contacts: $who, messages: [$message]})}
    ),
    (
      ($value.statuses // [])[]
      | . as $status
      | ($contacts | named($all; [$status.recipient_id, $status.recipient_user_id,
          $status.recipient_participant_id, $status.recipient_participant_user_id])) as $who
      | {channel: $channel, kind: "status",
         origin: cut($object; $entry; $change; $rest + {contacts: $who, statuses: [$status]})}
    ),
    (
      select(($value.messages // []) == [] and ($value.statuses // []) == [])
      | {channel: $channel, kind: "change",
         origin: (cut($object; $entry; $change; $value) | .entry[0].time = $entry.time)}
    );

# Anything whose shape is not the documented one: kept whole.
def unknown($fault): {channel: null, kind: "invalid", fault: $fault, origin: .};

# The events of one entry; a change that cannot be read takes none of its neighbours with it.
def entry_events($object):
  . as $entry
  | if .changes == null and ((del(.id, .time) | length) > 0) then error("no changes") else . end
  | (.changes // [])[]
  | . as $change
  | try events($object; $entry)
    catch ({object: $object, entry: [{id: $entry.id, changes: [$change]}]}
      | unknown("a change that the mapping cannot read"));

if type != "object" then [unknown("the delivery is not a JSON object")]
elif .object != "whatsapp_business_account" then [unknown("not an object that this provider sends")]
elif .entry == null and (length > 1) then [unknown("a delivery without entries")]
else
  .object as $object
  | [
      (.entry // [])[]
      | . as $entry
      | try entry_events($object)
        catch ({object: $object, entry: [$entry]} | unknown("an entry that the mapping cannot read"))
    ]
end
