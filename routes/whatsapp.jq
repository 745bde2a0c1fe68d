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
      raw: (if ($type == "text" or $media) and (has("referral") | not) then null else tojson end)
    };

# The contacts of a change, found by phone and by business-scoped user id: they do not stand
# in the order of the messages.
def by_id:
  reduce .[] as $contact ({};
    (if $contact.wa_id != null then .[$contact.wa_id | id] = $contact else . end)
    | if $contact.user_id != null then .[$contact.user_id] = $contact else . end);

# A delivery cut down to the part that one event came from: what is held when it cannot be stored.
def cut($object; $entry; $change; $value): {
  object: $object,
  entry: [{id: $entry.id, changes: [{field: $change.field, value: $value}]}]
};

# The events of one change.
def events($object; $entry):
  . as $change
  | .value as $value
  | ("whatsapp:" + ($value.metadata.phone_number_id | id)) as $channel
  | ($value.contacts // [] | by_id) as $contacts
  | ($value | del(.messages, .statuses, .contacts)) as $rest
  | (
      ($value.messages // [])[]
      | . as $message
      | ($contacts[.from // "" | id] // $contacts[.from_user_id // ""]) as $contact
      | ($rest + {messages: [$message], contacts: [$contact // empty]}) as $part
      | (try message($channel; $contact) catch {channel: $channel, kind: "invalid", fault: "a message that the mapping cannot read"})
      | . + {origin: cut($object; $entry; $change; $part)}
    ),
    (
      ($value.statuses // [])[]
      | {channel: $channel, kind: "status", origin: cut($object; $entry; $change; $rest + {statuses: [.]})}
    ),
    (
      select($value.messages == null and $value.statuses == null)
      | {channel: $channel, kind: "change", origin: cut($object; $entry; $change; $value)}
    );

# Anything whose shape is not the documented one: kept whole.
def unknown($fault): {channel: null, kind: "invalid", fault: $fault, origin: .};

# The events of one entry; a change that cannot be read takes none of its neighbours with it.
def entry_events($object):
  . as $entry
  | (.changes // [])[]
  | . as $change
  | try events($object; $entry)
    catch ({object: $object, entry: [{id: $entry.id, changes: [$change]}]}
      | unknown("a change that the mapping cannot read"));

if type != "object" then [unknown("the delivery is not a JSON object")]
elif .object != "whatsapp_business_account" then [unknown("not an object that this provider sends")]
else
  .object as $object
  | [
      (.entry // [])[]
      | . as $entry
      | try entry_events($object)
        catch ({object: $object, entry: [$entry]} | unknown("an entry that the mapping cannot read"))
    ]
end
