# Reads a delivery of the WhatsApp Cloud API as a list of events (docs/events.md).
# Input: the delivery's JSON. Output: one array.
# This jq gives "and" and "or" the same rank: write the brackets. Deleting from an object and assigning to a
# path are slow; what most deliveries need says what stays.

# Epoch milliseconds from seconds or milliseconds, as text or as number; null from anything else.
def millis:
  (if type == "string" then (try tonumber catch null) else . end)
  | if type == "number" then (if . < 100000000000 then . * 1000 else . end) else null end;

# The platform's ids are text; some senders write digits as a number.
def id: if type == "number" then tostring else . end;

# A number where the platform writes one as text.
def number: if type == "string" then (try tonumber catch null) else . end;

def digits: if . == null then null else (id | gsub("[^0-9]"; "")) end;

# A business-scoped user id: two letters, a dot, letters and digits. Seen in `from` too.
def is_bsuid: type == "string" and .[2:3] == ".";

# Brazil, Mexico and Argentina write one number in two ways. The form to compare by; the number itself
# elsewhere. Only Brazil's old mobile numbers, which begin with 6 to 9, have got a 9 in front.
def compared:
  if (.[0:2] == "55" and length == 12 and .[4:5] >= "6") then .[0:4] + "9" + .[4:]
  elif (.[0:3] == "521" and length == 13) then "52" + .[3:]
  elif (.[0:3] == "549" and length == 13) then "54" + .[3:]
  else . end;

# The addresses of one person, from what a payload says: the business-scoped user id first, because a phone
# number can be given to somebody else. Phones and user ids can stand in each other's fields.
def person($phones; $users):
  (reduce (($users + $phones)[] | select(. != null and . != "") | id) as $one ([];
    if index($one) == null then . + [$one] else . end)) as $all
  | [$all[] | select(is_bsuid | not)] as $numbers
  | ([$all[] | select(is_bsuid) | "bsuid:" + .] + [$numbers[] | "wa:" + .]) as $addresses
  | [$numbers[] | compared as $form | select(($numbers | index($form)) == null) | "wa:" + $form] as $variants
  | {
      contact: $addresses[0],
      phone: $numbers[0],
      also: ([($addresses[1:][] | {contact: ., why: "seen-together"}),
              ($variants | unique[] | {contact: ., why: "phone-variant"})]
        | if . == [] then null else . end)
    };

# The same, with what the person's own contact adds (see theirs). Most show a phone, or a phone and a user id, and
# nothing that needs a comparison.
def person($phone; $user; $parent; $contact):
  if (($phone | type) == "string" and $phone[2:3] != "." and $phone[0:1] != "5" and $phone != ""
      and ($user == null or $user[2:3] == ".") and $parent == null and $contact.parent_user_id == null
      and ($contact.wa_id == $phone or $contact.wa_id == null) and ($contact.user_id == $user or $contact.user_id == null))
  then
    if $user == null then {contact: ("wa:" + $phone), phone: $phone, also: null}
    else {contact: ("bsuid:" + $user), phone: $phone, also: [{contact: ("wa:" + $phone), why: "seen-together"}]} end
  elif ($phone == null and $user == null) then person([]; [$parent])
  else person([$phone, $contact.wa_id]; [$user, $contact.user_id, $parent, $contact.parent_user_id]) end;

def writer($contact): person(.from; .from_user_id; .from_parent_user_id; $contact);

# Whom the business wrote to. A contact alone tells when the message itself does not.
def addressee($contact):
  if (.to == null and .to_user_id == null and ($contact.wa_id == null or $contact.wa_id != .from))
  then person([$contact.wa_id]; [$contact.user_id, $contact.parent_user_id])
  else person(.to; .to_user_id; .to_parent_user_id; $contact) end;

# All addresses of a person, the ways to write a number among them.
def addresses: [.contact // empty] + [(.also // [])[] | .contact];

# One person under old and new addresses; the graph knows the old ones. A person who changed the number has left the old
# one, which another person can get, unless the two are the same number written in two ways.
def renamed($old; $new; $why):
  if $old.contact == null then $new
  else
    ($old | addresses) as $known
    | [$known[] | select(startswith("wa:"))] as $phones
    | ($new | addresses) as $taken
    | {
        contact: $old.contact,
        left: (if ($why == "number-changed" and $taken != [] and ($phones - $taken) == $phones and $phones != [])
          then $phones else null end),
        phone: ($new.phone // $old.phone),
        also: ([($old.also // [])[],
                ($taken[] | select(. as $address | ($known | index($address)) == null) | {contact: ., why: $why})]
          | if . == [] then null else . end)
      }
  end;

# A number or a user id that changed. The message's own user id can be the old one or already the new one.
def changed:
  .system as $system
  | renamed(
      person([.from]; [$system.previous_user_id, (.from_user_id | select(. != $system.user_id)),
        $system.previous_parent_user_id, (.from_parent_user_id | select(. != $system.parent_user_id))]);
      person([$system.wa_id, $system.new_wa_id]; [$system.user_id, $system.parent_user_id]);
      ($system.type | if . == "user_changed_user_id" then "user-id-changed"
        elif (. == "user_changed_number" or . == "customer_changed_number") then "number-changed"
        else "seen-together" end));

# The media of a message, as a list of one.
def attachment($kind):
  [{number: 0, kind: $kind, mediaId: (.id | id), mimeType: .mime_type, sha256, url: (.url // .link), filename, caption, voice, animated}];

# What a person would read in a message, null when there is nothing to read.
def text:
  if .type == "text" then .text.body
  elif (.type == "image" or .type == "video" or .type == "document") then .[.type].caption
  elif .type == "button" then .button.text
  elif .type == "interactive" then
    .interactive | .button_reply.title // .list_reply.title // .nfm_reply.body // .body?.text?
  elif .type == "location" then .location.name
  elif .type == "contacts" then [.contacts[].name.formatted_name // empty] | if . == [] then null else join(", ") end
  elif .type == "order" then .order.text
  elif .type == "system" then .system.body
  else null end;

# Some samples write a user name with its sign.
def username: if . == null then null else ltrimstr("@") end;

def without_nulls: with_entries(select(.value != null)) | if . == {} then null else . end;

def texts: [.[] | select(. != null) | id] | if . == [] then null else . end;

def shared_contacts: [
  to_entries[] | .key as $number | .value | {
    number: $number,
    name: .name.formatted_name,
    phones: ([.phones[]?.phone] | texts),
    waIds: ([.phones[]?.wa_id] | texts),
    emails: ([.emails[]?.email] | texts),
    organization: .org.company
  }];

def order_items: [
  to_entries[] | .key as $number | .value | {
    number: $number,
    productId: (.product_retailer_id | id),
    quantity: (.quantity | number),
    price: (.item_price | number),
    currency
  }];

# What some types have beside a text, and what can ride on every type.
def details($standby):
  {
    forwarded: .context.forwarded,
    frequentlyForwarded: .context.frequently_forwarded,
    groupId: (.group_id | id),
    catalogId: ((.context.referred_product.catalog_id // .order.catalog_id) | id),
    productId: (.context.referred_product.product_retailer_id | id),
    errorCode: (.errors[0]?.code | number),
    errorTitle: (.errors[0]? | .title // .message),
    errorDetails: (.errors[0]? | .error_data?.details? // .details?),
    standby: $standby
  }
  + (if .type == "button" then {payload: .button.payload}
    elif .type == "interactive" then .interactive | {
      payload: ((.button_reply.id // .list_reply.id) | id),
      flowName: .nfm_reply.name,
      flowResponse: (.nfm_reply.response_json | if (. == null or type == "string") then . else tojson end),
      permission: .call_permission_reply.response
    }
    elif .type == "location" then .location | {
      latitude: (.latitude | number), longitude: (.longitude | number), placeName: .name, address
    }
    elif .type == "contacts" then {sharedContacts: (.contacts | shared_contacts)}
    elif .type == "order" then {orderItems: ((.order.product_items // []) | order_items)}
    elif .type == "system" then {systemType: .system.type}
    elif (.type == "unsupported" or .type == "unknown") then {unsupportedType: (.unsupported | if type == "object" then .type else . end)}
    else {} end)
  | without_nulls;

# The ad or post that led to the message.
def ad:
  if . == null then null
  else ((.source_id // .source_url) | id) as $source
  | if $source == null then null else {
      sourceId: $source,
      sourceType: .source_type,
      sourceUrl: .source_url,
      headline,
      body,
      mediaUrl: (.image_url // .video_url),
      clickId: .ctwa_clid
    } end end;

# A message with the keys that every message has and its type's: nothing rides on it. Most are. $more: how many
# keys there may be beside them.
def is_plain($more):
  (length - $more) as $length
  | .timestamp != null and .[.type] != null
    and (($length == 5 and (.from // .from_user_id) != null)
      or ($length == 6 and .from != null and (.from_user_id // .to // .to_user_id) != null)
      or ($length == 7 and .from != null and .to != null and .to_user_id != null));

# Whether the event's fields say all that a plain message, or a plain reply, says.
def is_said($media; $plain):
  ($plain or (.context.id != null and .context.from != null and (.context | length) == 2 and is_plain(1)))
  and (if $media
    then ((.[.type] | keys) - ["animated", "caption", "filename", "id", "mime_type", "sha256", "url", "voice"]) == []
    else (.text.body != null and (.text | length) == 1) end);

def is_media: . == "image" or . == "video" or . == "audio" or . == "voice" or . == "document" or . == "sticker";

# One message. $who: its person; $profile: who the platform says that is, or null.
def message($channel; $kind; $who; $profile; $standby):
  .type as $type
  | ($type != "text" and ($type | is_media)) as $media
  | (($media or $type == "text") and is_plain(0)) as $plain
  | {
      channel: $channel,
      kind: $kind,
      id: (.id | id),
      contact: $who.contact,
      also: $who.also,
      left: $who.left,
      name: ($profile.name | if . == "" then null else . end),
      username: ($profile.username | username),
      phone: $who.phone,
      type: ($type // "unknown"),
      text: text,
      sentAt: (.timestamp | millis),
      replyTo: (if $plain then null else (.context.id | id) end),
      attachments: (if $media then (.[$type] | attachment($type)) else null end),
      details: (if ($plain and $standby == null) then null else details($standby) end),
      ad: (if $plain then null else (.referral | ad) end),
      raw: (if ($type == "media_placeholder" or (($media or $type == "text") and is_said($media; $plain))) then null else tojson end)
    };

# A message to a group goes to no single person, which an echo needs.
def is_to_group: .recipient_type == "group" or (.group_id != null and (.to == null or .to == .group_id) and .to_user_id == null);

# A text of a person who is known by a phone, with or without a user id, and nothing else: nearly every message is
# one, and goes the short way.
def is_simple($contact):
  .type == "text" and (length == 5 or (length == 6 and (.from_user_id | type) == "string" and .from_user_id[2:3] == "."))
  and (.from | type) == "string" and .from[2:3] != "." and .from[0:1] != "5" and .from != ""
  and (.text | length) == 1 and (.text.body | type) == "string" and .timestamp != null
  and ($contact == null or ($contact.wa_id == .from and ($contact.user_id == null or $contact.user_id == .from_user_id)
    and $contact.parent_user_id == null));

def simple($channel; $contact): {
  channel: $channel,
  kind: "message",
  id: (.id | id),
  contact: (if .from_user_id == null then "wa:" + .from else "bsuid:" + .from_user_id end),
  also: (if .from_user_id == null then null else [{contact: ("wa:" + .from), why: "seen-together"}] end),
  name: ($contact.profile.name | if . == "" then null else . end),
  username: (if $contact.profile.username == null then null else $contact.profile.username | username end),
  phone: .from,
  type: "text",
  text: .text.body,
  sentAt: (.timestamp | millis)
};

# What the type of a message makes of it. $out: whether the business wrote it.
def item($channel; $out; $contact; $standby):
  if ($standby == null and ($out | not) and is_simple($contact)) then simple($channel; $contact)
  elif .type == "reaction" then
    {channel: $channel, kind: "reaction", id: ((.reaction.message_id // .reaction.messsage_id) | id), at: (.timestamp | millis),
     emoji: (if .reaction.emoji == "" then null else .reaction.emoji end)}
    + (if $out then {} else (writer($contact) | {contact, also}) end)
  elif .type == "edit" then
    {channel: $channel, kind: "edit", id: (.edit.original_message_id | id), editId: (.id | id), at: (.timestamp | millis),
     text: (.edit.message | text)}
  elif .type == "revoke" then
    {channel: $channel, kind: "revoke", id: (.revoke.original_message_id | id), at: (.timestamp | millis)}
  elif ($out and is_to_group) then
    {channel: $channel, kind: "unknown", fault: "a message of the business to a group"}
  elif $out then
    message($channel; "echo"; addressee($contact); $contact.profile; $standby)
  elif .type == "system" then message($channel; "message"; changed; $contact.profile; $standby)
  else message($channel; "message"; writer($contact); $contact.profile; $standby) end;

# A status of an outbound message. In a group the recipient is the group, and the person a participant.
def status($channel; $contact):
  (.status // "" | ascii_downcase) as $status
  | (.recipient_type == "group") as $group
  | (if $group
      then person((.recipient_participant_id // .participant_recipient_id); .recipient_participant_user_id;
        .recipient_participant_parent_user_id; $contact)
      else person(.recipient_id; .recipient_user_id; .recipient_parent_user_id; $contact) end) as $who
  | (.pricing // .conversation.pricing) as $pricing
  | if (.type == "payment" or .type == "call") then
      {channel: $channel, kind: "channel-event", type: (.type + "_status"), at: (.timestamp | millis), contact: $who.contact,
       also: $who.also, status: .status, itemId: (.id | id), raw: tojson}
    elif ($status == "sent" or $status == "delivered" or $status == "read" or $status == "played" or $status == "failed"
        or $status == "accepted") then
      {channel: $channel, kind: "status", id: (.id | id), status: $status, at: (.timestamp | millis),
       contact: $who.contact, also: $who.also, groupId: (if $group then (.recipient_id | id) else null end),
       errorCode: (.errors[0]?.code | number), errorTitle: .errors[0]?.title, errorDetails: .errors[0]?.error_data.details,
       pricingCategory: $pricing.category, pricingModel: $pricing.pricing_model, billable: $pricing.billable,
       callbackData: .biz_opaque_callback_data}
    else {channel: $channel, kind: "unknown", fault: "a status that the mapping does not know"} end;

# Some events have no room for JSON that the mapping does not know: it is held, as an event of its own.
def unsaid($channel; $known):
  select(type == "object" and (keys - $known) != [])
  | {channel: $channel, kind: "unknown", fault: "keys of an item that the mapping does not know"};

def status_keys: ["id", "status", "timestamp", "type", "recipient_id", "recipient_type", "recipient_participant_id",
  "participant_recipient_id", "recipient_user_id", "recipient_parent_user_id", "recipient_participant_user_id",
  "recipient_participant_parent_user_id", "recipient_identity_key_hash", "recipient_logical_id", "internal_1p_only_data",
  "biz_opaque_callback_data", "conversation", "pricing", "errors", "payment"];

def change_keys: ["from", "from_user_id", "from_parent_user_id", "to", "to_user_id", "to_parent_user_id", "id", "timestamp",
  "type", "context", "group_id", "reaction", "edit", "revoke", "history_context"];

# What is about another message: a reaction to it, an edit, a revoke.
def is_about: . == "reaction" or . == "edit" or . == "revoke";

# An id that can be compared; null from anything else.
def comparable:
  if ((type == "string" and . != "") or type == "number") then id | compared else null end;

# The contacts of a change, found by phone and by business-scoped user id: they do not stand
# in the order of the messages. An id that two different contacts have finds neither. Putting one after the other
# into an object would copy it each time.
def by_id:
  [.[] | select(type == "object") | . as $contact
    | (.wa_id, .user_id) | comparable | select(. != null) | {key: ., value: $contact}]
  | group_by(.key)
  | map({key: .[0].key, value: (if (length == 1 or (map(.value) | unique | length) == 1) then .[0].value else false end)})
  | from_entries;

# Whether a contact is of the person with these ids. One phone under two user ids is two people.
def is_of($phones; $users):
  (.user_id | comparable) as $user
  | (.wa_id | comparable) as $phone
  | if ($user != null and $users != []) then ($users | index($user)) != null
    else ($phone != null and ($phones | index($phone)) != null) end;

# The contact of the person with these ids, as a list of one, or of none: a contact that merely stands beside a
# message can be somebody else's. What names nobody keeps the only contact that there is. $contacts: by_id of them all
# where there are several.
def theirs($all; $contacts; $phones; $users):
  if $all == [] then []
  else
    [$phones[] | comparable | select(. != null)] as $phones
    | [$users[] | comparable | select(. != null)] as $users
    | if $contacts == null then
        [$all[0] | select(type == "object" and (($phones == [] and $users == []) or is_of($phones; $users)))]
      else [($users + $phones)[] as $id | $contacts[$id] | select(type == "object" and is_of($phones; $users))][0:1] end
  end;

# The same, of who wrote a message. A change of number or user id names its person in several ways.
def their_writer($all; $contacts):
  if (.type == "system" and (.system | type) == "object") then
    theirs($all; $contacts; [.from, .system.wa_id, .system.new_wa_id];
      [.from_user_id, .from_parent_user_id, .system.user_id, .system.previous_user_id])
  else theirs($all; $contacts; [.from]; [.from_user_id, .from_parent_user_id]) end;

# A delivery cut down to the part that one event came from: what is held when it cannot be stored.
def cut($object; $entry; $change; $value): {
  object: $object,
  entry: [{id: $entry.id, changes: [{field: $change.field, value: $value}]}]
};

# What has no time of its own is told apart by its entry's.
def cut_with_time($object; $entry; $change; $value):
  {object: $object, entry: [{id: $entry.id, time: $entry.time, changes: [{field: $change.field, value: $value}]}]};

# The value of most deliveries: messages, echoes or statuses and nothing unexpected.
def is_usual:
  has("messaging_product") and has("metadata") and (.messages // .statuses // .message_echoes) != null
  and length == (if has("contacts") then 4 else 3 end);

# What a value says beside its items, their contacts and errors.
def without_items: del(.messages, .statuses, .contacts, .message_echoes, .history, .state_sync, .standby, .calls,
  .user_preferences, .user_actions, .user_id_update, .groups, .errors);

def attempt($channel; f):
  try (if type == "object" then f else error("not an item") end)
  catch {channel: $channel, kind: "invalid", fault: "an item that the mapping cannot read"};

# The business wrote it, if it comes from its number. Where that does not tell, only its messages name a receiver.
def is_own($own):
  ($own != null and (.from | digits) == $own) or (.to != null and ($own == null or (.to | digits) != $own));

# What another responder wrote comes as the request by which it was sent, inside the item. Any other item stays.
def written:
  if type != "object" then .
  elif ((.message | type) != "object" or .type != null) then .
  else
    .id as $id
    | .timestamp as $timestamp
    | .message
    | . + {
        id: $id,
        timestamp: $timestamp,
        type: (.type // "text"),
        to: (.to | if is_bsuid then . else digits | if . == "" then null else . end end),
        to_user_id: .recipient
      }
    | if .context.message_id == null then . else .context += {id: .context.message_id} end
  end;

# The messages, echoes and statuses of a value. $all: its contacts; $own: the business's number, where its messages
# can stand among the others'; origin: what makes a delivery of the part that an event came from.
def items($channel; $own; $all; $standby; origin):
  (if ($all | length) < 2 then null else ($all | by_id) end) as $contacts
  | (
      (.messages // [])[]
      | . as $message
      | (try ($own != null and is_own($own)) catch false) as $out
      | (try (if $out then theirs($all; $contacts; [.to]; [.to_user_id]) else their_writer($all; $contacts) end) catch []) as $who
      | (attempt($channel; item($channel; $out; $who[0]; $standby)),
          (if (.type? | is_about) then unsaid($channel; change_keys) else empty end))
      | .origin = ({contacts: $who, messages: [$message]} | origin)
    ),
    (
      (.message_echoes // [])[]
      | . as $message
      | (try written catch $message) as $written
      | theirs($all; $contacts; [$written.to?]; [$written.to_user_id?]) as $who
      | (attempt($channel; $written | item($channel; true; $who[0]; $standby)
            | if (.raw == null or $written == $message) then . else .raw = ($message | tojson) end),
          (if (.type? | is_about) then unsaid($channel; change_keys) else empty end))
      | .origin = ({contacts: $who, message_echoes: [$message]} | origin)
    ),
    (
      (.statuses // [])[]
      | . as $status
      | (try (if .recipient_type == "group" then
            theirs($all; $contacts; [.recipient_participant_id // .participant_recipient_id]; [.recipient_participant_user_id])
          else theirs($all; $contacts; [.recipient_id]; [.recipient_user_id]) end) catch []) as $who
      | (attempt($channel; status($channel; $who[0])), unsaid($channel; status_keys))
      | .origin = ({contacts: $who, statuses: [$status]} | origin)
    );

# A message from before the number was connected. An outbound one tells its status in upper case.
def old_message($channel; $own; $thread):
  is_own($own) as $out
  | {
      wa_id: ($thread.id // $thread.context.wa_id // (if $out then .to else .from end)),
      user_id: $thread.context.user_id,
      parent_user_id: $thread.context.parent_user_id,
      profile: {username: $thread.context.username}
    } as $person
  | (if $out then theirs([$person]; null; [.to]; [.to_user_id]) else their_writer([$person]; null) end)[0] as $contact
  | item($channel; $out; $contact; null),
    (
      select($out and (.type | is_about | not))
      | (.history_context.status // "" | ascii_downcase | if . == "error" then "failed" else . end) as $status
      | select($status == "sent" or $status == "delivered" or $status == "read" or $status == "played" or $status == "failed")
      | addressee($contact) as $who
      | {channel: $channel, kind: "status", id: (.id | id), status: $status,
         contact: $who.contact, also: $who.also}
    );

# What is stored of a number or an account, in the place that the value names. Nothing is ever stored on numbers that
# it does not name.
def placed($place; $event):
  if $place == null then {channel: null, kind: "unknown", fault: "an event of a number that it does not name"}
  else $place + $event end;

# A chunk of threads of one person each, or the error by which the business declined to share them.
def history($channel; $own; $place; origin):
  . as $chunk
  | del(.threads, .errors) as $rest
  | (
      ($chunk.threads // [])[]
      | del(.messages) as $thread
      | (.messages // [])[]
      | . as $message
      | attempt($channel; old_message($channel; $own; $thread))
      | .origin = ([$rest + {threads: [$thread + {messages: [$message]}]}] | origin)
    ),
    (
      select(($chunk.threads // []) == [] or ($chunk.errors // []) != [])
      | $chunk | del(.threads)
      | placed($place; {kind: "channel-event", type: "history", status: (.errors[0]?.code | id), text: .errors[0]?.title, raw: tojson})
        + {origin: ([.] | origin)}
    );

# The word that says what happened.
def outcome:
  (.event // .decision // .alert_info.alert_status // .alert_status // .new_quality_score // .new_category // .status
    // .type // .errors[0]?.code) | id;

def about:
  (.message_template_id // .flow_id // .group_id // .entity_id // .alert_info.entity_id // .waba_info.waba_id) | id;

def said:
  [.reason, .message, .alert_description, .alert_info.alert_description, .requested_verified_name, .username, .subject,
   .message_template_name, .errors[0]?.title,
   (.control_passed // .control_taken | (.conversation_context?.summary?.text?, .metadata?))] | map(select(type == "string" and . != "NONE")) | .[0];

# An event of the account, or of the number, itself. A hand-over is about a person too.
def account_event($place; $entry; $field):
  (if $field == "messaging_handovers" then person([.sender.phone_number | digits]; [.sender.user_id]) else null end) as $who
  | placed($place; {
      kind: "channel-event",
      type: $field,
      at: ((.timestamp // $entry.time) | millis),
      contact: $who.contact,
      also: $who.also,
      status: outcome,
      itemId: about,
      text: said,
      raw: tojson
    });

# A call rings, connects and ends: each is an event of the same call.
def call($channel; $contact):
  (if .direction == "BUSINESS_INITIATED" then person(.to; .to_user_id; .to_parent_user_id; $contact)
    else person(.from; .from_user_id; .from_parent_user_id; $contact) end) as $who
  | {channel: $channel, kind: "channel-event", type: "calls",
     id: (if .id == null then null else (.id | id) + "/" + (.event // .status // "call") end),
     at: (.timestamp | millis), contact: $who.contact, also: $who.also, status: (.status // .event),
     itemId: (.id | id), text: .direction, raw: tojson};

# What a person wants to get. The event is the record, the contact knows what counts now.
def preference($channel; $entry; $contact):
  person(.wa_id; .user_id; .parent_user_id; $contact) as $who
  | ((.timestamp // $entry.time) | millis) as $at
  | {channel: $channel, kind: "channel-event", type: "user_preferences", at: $at, contact: $who.contact, also: $who.also,
     status: .value, text: .detail, itemId: .category, raw: tojson},
    (select($who.contact != null and .category == "marketing_messages" and (.value == "stop" or .value == "resume"))
      | {channel: $channel, kind: "contact", contact: $who.contact, also: $who.also, at: $at, phone: $who.phone,
         marketing: .value});

# What a person did with a marketing message: the click tells it from all others.
def action($channel):
  .[(.action_type | id) + "_data"] as $data
  | (($data.click_id // .click_id) | id) as $click
  | person([.wa_id, .from]; [.user_id, .from_user_id]) as $who
  | {channel: $channel, kind: "channel-event", type: "user_actions",
     id: (if $click == null then null else .action_type + "/" + $click end), at: (.timestamp | millis),
     contact: $who.contact, also: $who.also, status: .action_type, itemId: $click,
     text: ($data.click_component | if type == "string" then . else null end), raw: tojson};

# The address book of the business's telephone.
def synced($channel; $entry):
  person([.contact.phone_number | digits]; [.contact.user_id, .contact.parent_user_id]) as $who
  | ((.metadata.timestamp // $entry.time) | millis) as $at
  | if ($who.contact != null and .type == "contact" and .action == "add") then
      {channel: $channel, kind: "contact", contact: $who.contact, also: $who.also, at: $at, phone: $who.phone,
       name: ([.contact.full_name, .contact.first_name] | map(select(. != null and . != "")) | .[0]),
       username: (.contact.username | username)}
    else
      {channel: $channel, kind: "channel-event", type: "smb_app_state_sync", at: $at, contact: $who.contact, also: $who.also,
       status: .action, text: .contact.full_name, raw: tojson}
    end;

# A user id that changed, in a field of its own.
def user_id_changed($channel; $entry):
  renamed(
      person([.wa_id]; [.user_id.previous, .parent_user_id.previous]);
      person([]; [.user_id.current, .parent_user_id.current]);
      "user-id-changed") as $who
  | {channel: $channel, kind: "contact", contact: $who.contact, also: $who.also, at: ((.timestamp // $entry.time) | millis),
     phone: $who.phone};

# The fields whose value is an event of the account itself.
def account_fields: {
  account_update: 1, account_review_update: 1, account_alerts: 1, message_template_status_update: 1,
  message_template_quality_update: 1, message_template_components_update: 1, template_category_update: 1,
  business_capability_update: 1, flows: 1, partner_solutions: 1, payment_configuration_update: 1
};

# The fields whose value is an event of one number.
def number_fields: {
  account_settings_update: 1, phone_number_quality_update: 1, phone_number_name_update: 1, business_username_update: 1,
  business_username_updates: 1, security: 1, messaging_handovers: 1, automatic_events: 1, tracking_events: 1,
  consumer_profile: 1
};

# The fields whose value has lists of items.
def item_fields: {
  messages: 1, message_echoes: 1, smb_message_echoes: 1, history: 1, smb_app_state_sync: 1, standby: 1, calls: 1,
  user_preferences: 1, user_id_update: 1, group_lifecycle_update: 1, group_participants_update: 1,
  group_participant_update: 1, group_settings_update: 1, group_status_update: 1
};

def is_one_of($fields): type == "string" and $fields[.] == 1;

# What an alert is about; old ones tell it inside the alert.
def entity($key): .[$key] // .alert_info[$key]?;

# Where an event belongs that is stored even when it names no number's id: on the number that it names by its digits,
# otherwise on all numbers of the account. Null when it is about a number, or something else, that it does not name.
def place($channel; $entry; $field):
  if $channel != null then {channel: $channel}
  else
    ([.display_phone_number, .metadata.display_phone_number?, .recipient.display_phone_number?,
        (if $field == "account_update" then .phone_number else null end)]
      | map(select(. != null)) | .[0]) as $number
    | {channel: null, businessAccountId: ((.waba_info.waba_id? // $entry.id) | id)} as $account
    | if $number != null then
        $number | try digits catch "" | if . == "" then null else $account + {displayPhoneNumber: .} end
      elif ($field | is_one_of(account_fields) | not) then null
      elif $field == "account_alerts" then
        (entity("entity_type") // "BUSINESS" | id | ascii_upcase) as $type
        | if $type == "PHONE_NUMBER" then
            (entity("entity_id") | id | if . == null then null else {channel: ("whatsapp:" + .)} end)
          elif $type == "WABA" then $account + {businessAccountId: ((entity("entity_id") | id) // $account.businessAccountId)}
          elif $type == "BUSINESS" then $account
          else null end
      else $account end
  end;

# The items that say more than messages, echoes and statuses.
def other_items($object; $entry; $change; $channel; $place; $own; $rest; $all):
  . as $value
  | (if ($all | length) < 2 then null else ($all | by_id) end) as $contacts
  | (
      (.history // [])[]
      | history($channel; $own; $place; . as $chunks | cut($object; $entry; $change; $rest + {history: $chunks}))
    ),
    (
      .standby // {}
      | ({metadata} | without_nulls) as $head
      | items($channel; null; ($all + (.contacts // [])); true;
          . as $part | cut($object; $entry; $change; $rest + {standby: ($head + $part)})),
        (
          del(.messages, .message_echoes, .statuses, .contacts, .messaging_product, .metadata) as $more
          | select($more != {})
          | {channel: $channel, kind: "unknown", fault: "keys of a standby that the mapping does not know",
             origin: cut($object; $entry; $change; $rest + {standby: ($head + $more)})}
        )
    ),
    (
      (.state_sync // [])[] | . as $item
      | attempt($channel; synced($channel; $entry))
      | .origin = cut_with_time($object; $entry; $change; $rest + {state_sync: [$item]})
    ),
    (
      (.calls // [])[] | . as $item
      | (try (if .direction == "BUSINESS_INITIATED" then theirs($all; $contacts; [.to]; [.to_user_id])
          else theirs($all; $contacts; [.from]; [.from_user_id]) end) catch []) as $who
      | attempt($channel; call($channel; $who[0]))
      | .origin = cut($object; $entry; $change; $rest + {contacts: $who, calls: [$item]})
    ),
    (
      (.user_preferences // [])[] | . as $item
      | theirs($all; $contacts; [$item.wa_id?]; [$item.user_id?]) as $who
      | attempt($channel; preference($channel; $entry; $who[0]))
      | .origin = cut_with_time($object; $entry; $change; $rest + {contacts: $who, user_preferences: [$item]})
    ),
    (
      (.user_actions // [])[] | . as $item
      | attempt($channel; action($channel))
      | .origin = cut($object; $entry; $change; $rest + {user_actions: [$item]})
    ),
    (
      (.user_id_update // [])[] | . as $item
      | attempt($channel; user_id_changed($channel; $entry))
      | .origin = cut_with_time($object; $entry; $change; $rest + {user_id_update: [$item]})
    ),
    (
      (.groups // [])[] | . as $item
      | attempt($channel; account_event($place; $entry; $change.field))
      | .origin = cut_with_time($object; $entry; $change; $rest + {groups: [$item]})
    );

# The value of a change that is not like most.
def other_events($object; $entry; $change; $channel; $own; $all; $rest):
  . as $value
  | ([.messages, .statuses, .message_echoes, .history, .standby, .state_sync, .calls, .user_preferences, .user_actions,
        .user_id_update, .groups]
      | map(select(. != null and . != [] and . != {}))) as $items
  # An error of a flow is part of the flow's event; elsewhere it stands for itself.
  | ($change.field | is_one_of(account_fields) or is_one_of(number_fields)) as $of_account
  | (if $of_account then [] else (.errors // []) end) as $errors
  | place($channel; $entry; $change.field) as $place
  | other_items($object; $entry; $change; $channel; $place; $own; $rest; $all),
    (
      $errors[] | . as $item
      | attempt($channel; placed($place;
          {kind: "channel-event", type: "errors", at: ($entry.time | millis), status: (.code | id), text: .title, raw: tojson}))
      | .origin = cut_with_time($object; $entry; $change; $rest + {errors: [$item]})
    ),
    (
      if ($items != [] or $errors != [] or ($change.field | is_one_of(item_fields))) then
        (if ($items == [] and $errors == []) then $value else without_items end) as $more
        | select((($more.contacts // []) != [])
            or ($more | without_items | del(.messaging_product, .metadata) | map(select(. != null and . != [])) != []))
        | {channel: $channel, kind: "unknown", fault: "keys of a value that the mapping does not know",
           origin: cut_with_time($object; $entry; $change; $more)}
      else
        (if $of_account then attempt($channel; $value | account_event($place; $entry; $change.field))
            else {channel: $channel, kind: "unknown", fault: "a field that the mapping does not know"} end)
        | .origin = cut_with_time($object; $entry; $change; $value)
      end
    );

# The number that a change is about; null when it names none.
def channel:
  (.metadata.phone_number_id // .recipient.phone_number_id? // .phone_number_settings.phone_number_id?
    // (.standby | .metadata?.phone_number_id?))
  | if . == null then null else "whatsapp:" + id end;

# The summary that a thread is handed over with can stand beside its first message: it is read as a part of it.
def with_summary:
  if (type == "object" and has("conversation_context") and (.messages | type) == "array" and (.messages[0] | type) == "object")
  then
    {conversation_context} as $summary
    | del(.conversation_context) | .messages = [.messages[0] + $summary] + .messages[1:]
  else . end;

# The events of one change. Only what was written before the number was connected can have the business's own
# messages among the others'.
def events($object; $entry):
  . as $change
  | .value
  | with_summary
  | channel as $channel
  | (.contacts // []) as $all
  | (if $change.field == "history" then (.metadata.display_phone_number | digits) else null end) as $own
  | if is_usual then
      {messaging_product, metadata} as $rest
      | items($channel; $own; $all; null; . as $part | cut($object; $entry; $change; $rest + $part))
    else
      ({messaging_product, metadata} | without_nulls) as $rest
      | items($channel; $own; $all; null; . as $part | cut($object; $entry; $change; $rest + $part)),
        other_events($object; $entry; $change; $channel; $own; $all; $rest)
    end;

# Anything whose shape is not the documented one: kept whole.
def unreadable($fault): {channel: null, kind: "invalid", fault: $fault, origin: .};

# A change with keys beside its field and its value, or without a value.
def unusual_change($object; $entry):
  del(.value)
  | if (del(.field) | length) > 0 then
      {channel: null, kind: "unknown", fault: "keys of a change that the mapping does not know",
       origin: {object: $object, entry: [{id: $entry.id, time: $entry.time, changes: [.]}]}}
    else error("a change without a value") end;

# The events of one entry; a change that cannot be read takes none of its neighbours with it.
def entry_events($object):
  . as $entry
  | (
      (.changes // [] | if type == "array" then .[] else error("no list") end)
      | . as $change
      | try (
          (select(.value != null) | events($object; $entry)),
          (select(.value == null or length > (if has("field") then 2 else 1 end)) | unusual_change($object; $entry)))
        catch ({object: $object, entry: [{id: $entry.id, changes: [$change]}]}
          | unreadable("a change that the mapping cannot read"))
    ),
    (
      select((length == 2 and has("id") and has("changes")) | not)
      | del(.changes)
      | select((del(.id, .time) | length) > 0)
      | {channel: null, kind: "unknown", fault: "keys of an entry that the mapping does not know",
         origin: {object: $object, entry: [.]}}
    );

# The event of a delivery of one simple text, as nearly every delivery is; null for any other. It is what the long
# way gives, a third faster: the delivery need not be cut down.
def single:
  if (length == 2 and .object == "whatsapp_business_account" and (.entry | length) == 1) then
    .entry[0] as $entry
    | $entry.changes[0] as $change
    | $change.value as $value
    | $value.contacts[0] as $contact
    | if (($entry | length) == 2 and $entry.id != null and ($entry.changes | length) == 1 and ($change | length) == 2
        and $change.field == "messages" and ($value | length) == 4 and $value.messaging_product != null
        and ($value.metadata.phone_number_id | type) == "string"
        and ($value.contacts | length) == 1 and ($value.messages | length) == 1)
      then $value.messages[0] | if is_simple($contact) then simple("whatsapp:" + $value.metadata.phone_number_id; $contact) else null end
      else null end
  else null end;

(try single catch null) as $single
| if $single != null then [$single + {origin: .}]
  elif type != "object" then [unreadable("the delivery is not a JSON object")]
  elif .object != "whatsapp_business_account" then [unreadable("not an object that this provider sends")]
  elif (.entry != null and (.entry | type) != "array") then [unreadable("a delivery whose entries are not a list")]
  else
    .object as $object
    | [
        (
          (.entry // [])[]
          | . as $entry
          | try entry_events($object)
            catch ({object: $object, entry: [$entry]} | unreadable("an entry that the mapping cannot read"))
        ),
        (
          select((length == 2 and has("entry")) | not)
          | del(.entry)
          | select(length > 1)
          | {channel: null, kind: "unknown", fault: "keys of a delivery that the mapping does not know", origin: .}
        )
      ]
  end
