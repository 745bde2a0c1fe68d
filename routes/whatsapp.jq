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
  [($users + $phones)[] | select(is_bsuid) | "bsuid:" + .] as $bsuids
  | [($users + $phones)[] | select(. != null and (is_bsuid | not)) | id] as $numbers
  | (reduce ($bsuids[], ($numbers[] | "wa:" + .)) as $one ([]; if index($one) == null then . + [$one] else . end)) as $addresses
  | [$numbers[] | compared as $form | select($form != .) | "wa:" + $form] as $variants
  | {
      contact: $addresses[0],
      phone: $numbers[0],
      also: ([($addresses[1:][] | {contact: ., why: "seen-together"}),
              ($variants[] | select(. as $form | ($addresses | index($form)) == null) | {contact: ., why: "phone-variant"})]
        | if . == [] then null else . end)
    };

# The sender of most messages: a phone and nothing else.
def writer($contact):
  if (.from_user_id == null and .from_parent_user_id == null and $contact.user_id == null
      and (.from | type) == "string" and .from[2:3] != "." and .from[0:1] != "5")
  then {contact: ("wa:" + .from), phone: .from, also: null}
  else person([.from, (if ($contact.user_id != null and $contact.user_id == .from_user_id) then $contact.wa_id else null end)];
         [.from_user_id, (if (.from != null and $contact.wa_id == .from) then $contact.user_id else null end),
          .from_parent_user_id, (if ($contact.user_id != null and $contact.user_id == .from_user_id) then $contact.parent_user_id else null end)])
  end;

# Whom the business wrote to.
def addressee($thread): person([.to, $thread.id, $thread.context.wa_id];
  [.to_user_id, $thread.context.user_id, .to_parent_user_id, $thread.context.parent_user_id]);

# A number or a user id that changed: the old one is whom we know, the new one is the same person.
def changed:
  .system as $system
  | (if (($system.type // "") | endswith("user_id")) then "user-id-changed" else "number-changed" end) as $why
  | person([.from]; [$system.previous_user_id, .from_user_id, $system.previous_parent_user_id]) as $old
  | person([$system.wa_id, $system.new_wa_id]; [$system.user_id, $system.parent_user_id]) as $new
  | if $old.contact == null then $new
    else {
      contact: $old.contact,
      phone: ($new.phone // $old.phone),
      also: [($old.also // [])[],
             (([$new.contact] + [($new.also // [])[] | .contact])[] | select(. != null and . != $old.contact)
               | {contact: ., why: $why})]
    } end;

# The media of a message, as a list of one.
def attachment($kind):
  [{number: 0, kind: $kind, mediaId: (.id | id), mimeType: .mime_type, sha256, url, filename, caption, voice, animated}];

# What a person would read in a message, null when there is nothing to read.
def text:
  if .type == "text" then .text.body
  elif (.type == "image" or .type == "video" or .type == "document") then .[.type].caption
  elif .type == "button" then .button.text
  elif .type == "interactive" then
    .interactive | .button_reply.title // .list_reply.title // .nfm_reply.body
  elif .type == "location" then .location.name
  elif .type == "contacts" then [.contacts[].name.formatted_name // empty] | join(", ")
  elif .type == "order" then .order.text
  elif .type == "system" then .system.body
  else null end;

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
    errorTitle: .errors[0]?.title,
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
    elif (.type == "unsupported" or .type == "unknown") then {unsupportedType: .unsupported.type}
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

# A message with the keys that every message has and its type's: nothing rides on it. Most are.
def is_plain: length == 5 and .from != null and .timestamp != null;

# Whether the event's fields say all that a plain message, or a plain reply, says.
def is_said($media):
  ((.type == "text" and (.text | length) == 1) or $media)
  and (is_plain or (length == 6 and .context.id != null and .context.from != null and (.context | length) == 2));

def is_media: . == "image" or . == "video" or . == "audio" or . == "voice" or . == "document" or . == "sticker";

# One message. $who: its person; $profile: who the platform says that is, or null.
def message($channel; $kind; $who; $profile; $standby):
  .type as $type
  | ($type != "text" and ($type | is_media)) as $media
  | is_plain as $plain
  | {
      channel: $channel,
      kind: $kind,
      id: (.id | id),
      contact: $who.contact,
      also: $who.also,
      name: (if $profile.name == "" then null else $profile.name end),
      username: $profile.username,
      phone: $who.phone,
      type: ($type // "unknown"),
      text: text,
      sentAt: (.timestamp | millis),
      replyTo: (if $plain then null else (.context.id | id) end),
      attachments: (if $media then (.[$type] | attachment($type)) else null end),
      details: (if ($plain and ($media or $type == "text") and $standby == null) then null else details($standby) end),
      ad: (if $plain then null else (.referral | ad) end),
      raw: (if is_said($media) then null else tojson end)
    };

# What the type of a message makes of it. $out: whether the business wrote it.
def item($channel; $out; $thread; $contact; $standby):
  if (.type == "text" and ($out | not)) then message($channel; "message"; writer($contact); $contact.profile; $standby)
  elif .type == "reaction" then
    {channel: $channel, kind: "reaction", id: ((.reaction.message_id // .reaction.messsage_id) | id), at: (.timestamp | millis),
     emoji: (if .reaction.emoji == "" then null else .reaction.emoji end)}
    + (if $out then {} else (writer($contact) | {contact, also}) end)
  elif .type == "edit" then
    {channel: $channel, kind: "edit", id: (.edit.original_message_id | id), editId: (.id | id), at: (.timestamp | millis),
     text: (.edit.message | text)}
  elif .type == "revoke" then
    {channel: $channel, kind: "revoke", id: (.revoke.original_message_id | id), at: (.timestamp | millis)}
  elif $out then message($channel; "echo"; addressee($thread); null; $standby)
  elif .type == "system" then message($channel; "message"; changed; $contact.profile; $standby)
  else message($channel; "message"; writer($contact); $contact.profile; $standby) end;

# A status of an outbound message. In a group the recipient is the group, and the person a participant.
def status($channel; $contact):
  (.status // "" | ascii_downcase) as $status
  | (.recipient_type == "group") as $group
  | (if $group
      then person([.recipient_participant_id, .participant_recipient_id]; [.recipient_participant_user_id, .recipient_participant_parent_user_id])
      else person([.recipient_id, (if ($contact.user_id != null and $contact.user_id == .recipient_user_id) then $contact.wa_id else null end)];
        [.recipient_user_id, (if ($contact.wa_id != null and $contact.wa_id == .recipient_id) then $contact.user_id else null end), .recipient_parent_user_id])
      end) as $who
  | (.pricing // .conversation.pricing) as $pricing
  | if (.type == "payment" or .type == "call") then
      {channel: $channel, kind: "channel-event", type: (.type + "_status"), at: (.timestamp | millis), contact: $who.contact,
       also: $who.also, status: .status, itemId: (.id | id), raw: tojson}
    elif ($status == "sent" or $status == "delivered" or $status == "read" or $status == "played" or $status == "failed"
        or $status == "accepted") then
      {channel: $channel, kind: "status", id: (.id | id), status: $status, at: (.timestamp | millis),
       contact: $who.contact, also: $who.also, groupId: (if $group then (.recipient_id | id) else null end),
       errorCode: (.errors[0]?.code | number), errorTitle: .errors[0]?.title,
       pricingCategory: $pricing.category, pricingModel: $pricing.pricing_model, billable: $pricing.billable,
       callbackData: .biz_opaque_callback_data}
    else {channel: $channel, kind: "unknown", fault: "a status that the mapping does not know"} end;

# The contacts of a change, found by phone and by business-scoped user id: they do not stand
# in the order of the messages.
def by_id:
  reduce .[] as $contact ({};
    (if $contact.wa_id != null then .[$contact.wa_id | id] = $contact else . end)
    | if $contact.user_id != null then .[$contact.user_id] = $contact else . end);

# Those of the contacts that ids name; the only one there is, when there is only one.
def named($all; $ids):
  if ($all | length) < 2 then $all
  else [.[$ids[] | select(. != null) | id]] | map(select(. != null)) | unique end;

# A delivery cut down to the part that one event came from: what is held when it cannot be stored.
def cut($object; $entry; $change; $value): {
  object: $object,
  entry: [{id: $entry.id, changes: [{field: $change.field, value: $value}]}]
};

# What has no time of its own is told apart by its entry's.
def cut_with_time($object; $entry; $change; $value):
  {object: $object, entry: [{id: $entry.id, time: $entry.time, changes: [{field: $change.field, value: $value}]}]};

# What a value says beside its messages, statuses and contacts. Most say these two things only, and
# writing them down is faster than deleting the others.
def without_items:
  if (length == 4 and has("messaging_product") and has("metadata") and has("contacts") and has("messages"))
  then {messaging_product, metadata}
  else del(.messages, .statuses, .contacts, .message_echoes, .history, .state_sync, .standby, .calls, .user_preferences,
    .groups, .user_id_update) end;

def attempt($channel; f): try f catch {channel: $channel, kind: "invalid", fault: "an item that the mapping cannot read"};

# The messages, echoes and statuses of a value. $all: its contacts; $wrap: what the cut-down value is put into.
def items($channel; $display; $all; $standby; origin):
  (if ($all | length) < 2 then null else ($all | by_id) end) as $contacts
  | (
      (.messages // [])[]
      | . as $message
      | ($contacts | named($all; [$message.from, $message.from_user_id])) as $who
      | attempt($channel; item($channel; ($display != null and .from == $display); null; $who[0]; $standby))
      | .origin = ({contacts: $who, messages: [$message]} | origin)
    ),
    (
      (.message_echoes // [])[]
      | . as $message
      | attempt($channel; item($channel; true; null; null; $standby))
      | .origin = ({message_echoes: [$message]} | origin)
    ),
    (
      (.statuses // [])[]
      | . as $status
      | ($contacts | named($all; [$status.recipient_id, $status.recipient_user_id,
          $status.recipient_participant_id, $status.recipient_participant_user_id])) as $who
      | attempt($channel; status($channel; $who[0]))
      | .origin = ({contacts: $who, statuses: [$status]} | origin)
    );

# Messages from before the number was connected, in threads of one person each. An outbound one tells its status.
def history($channel; $display; origin):
  . as $chunk
  | (
      (.threads // [])[]
      | . as $thread
      | ({id: .id, context: .context} | without_nulls) as $head
      | (.messages // [])[]
      | . as $message
      | (.to != null or (.from | digits) == $display) as $out
      | (
          attempt($channel; item($channel; $out; $thread;
            {wa_id: $thread.id, user_id: $thread.context.user_id, profile: {username: $thread.context.username}}; null)),
          (select($out) | (.history_context.status // "" | ascii_downcase) as $status
            | select($status == "sent" or $status == "delivered" or $status == "read" or $status == "played")
            | addressee($thread) as $who
            | {channel: $channel, kind: "status", id: (.id | id), status: $status, at: (.timestamp | millis),
               contact: $who.contact, also: $who.also})
        )
      | .origin = ([$chunk + {threads: [$head + {messages: [$message]}]} | del(.errors)] | origin)
    ),
    (
      select((.threads // []) == [])
      | {channel: $channel, kind: "channel-event", type: "history", status: (.errors[0]?.code | id), text: .errors[0]?.title, raw: tojson,
         origin: ([$chunk] | origin)}
    );

# Account settings can carry the password of a telephone line.
def redacted:
  if .phone_number_settings.calling.sip != null then .phone_number_settings.calling.sip = "removed" else . end;

# The word that says what happened.
def outcome:
  (.event // .decision // .alert_info.alert_status // .alert_status // .new_quality_score // .new_category // .status
    // .type // .errors[0]?.code) | id;

def about:
  (.message_template_id // .flow_id // .group_id // .entity_id // .alert_info.entity_id // .waba_info.waba_id) | id;

def said:
  [.reason, .message, .alert_description, .alert_info.alert_description, .requested_verified_name, .username, .subject,
   .message_template_name, .errors[0]?.title] | map(select(type == "string")) | .[0];

# An event of the account, or of the number, itself.
def account_event($channel; $entry; $field): {
  channel: $channel,
  businessAccountId: (if $channel == null then ((.waba_info.waba_id // $entry.id) | id) else null end),
  displayPhoneNumber: (if $channel == null then (.display_phone_number | digits | if . == "" then null else . end) else null end),
  kind: "channel-event",
  type: $field,
  at: ((.timestamp // $entry.time) | millis),
  status: outcome,
  itemId: about,
  text: said,
  raw: tojson
};

# A call rings, connects and ends: each is an event of the same call.
def call($channel; $all):
  . as $call
  | (if .direction == "BUSINESS_INITIATED" then person([.to]; [.to_user_id]) else person([.from]; [.from_user_id]) end) as $who
  | {channel: $channel, kind: "channel-event", type: "calls", id: ((.id | id) + "/" + (.event // .status // "call")),
     at: (.timestamp | millis), contact: $who.contact, also: $who.also, status: (.status // .event), itemId: (.id | id), text: .direction,
     raw: tojson};

# What a person wants to get. The event is the record, the contact knows what counts now.
def preference($channel; $entry):
  person([.wa_id]; [.user_id, .parent_user_id]) as $who
  | ((.timestamp // $entry.time) | millis) as $at
  | {channel: $channel, kind: "channel-event", type: "user_preferences", at: $at, contact: $who.contact, also: $who.also,
     status: .value, text: .detail, itemId: .category, raw: tojson},
    (select(.category == "marketing_messages" and (.value == "stop" or .value == "resume"))
      | {channel: $channel, kind: "contact", contact: $who.contact, also: $who.also, at: $at, phone: $who.phone, marketing: .value});

# The address book of the business's telephone.
def synced($channel; $entry):
  person([.contact.phone_number]; [.contact.user_id, .contact.parent_user_id]) as $who
  | ((.metadata.timestamp // $entry.time) | millis) as $at
  | if (.type == "contact" and .action == "add") then
      {channel: $channel, kind: "contact", contact: $who.contact, also: $who.also, at: $at, phone: $who.phone,
       name: ((.contact.full_name // .contact.first_name) | if . == "" then null else . end), username: .contact.username}
    else
      {channel: $channel, kind: "channel-event", type: "smb_app_state_sync", at: $at, contact: $who.contact, also: $who.also,
       status: .action, text: .contact.full_name, raw: tojson}
    end;

# A user id that changed, in a field of its own.
def user_id_changed($channel; $entry):
  person([.wa_id]; [.user_id.previous, .parent_user_id.previous]) as $old
  | person([]; [.user_id.current, .parent_user_id.current]) as $new
  | {channel: $channel, kind: "contact", contact: ($old.contact // $new.contact),
     at: ((.timestamp // $entry.time) | millis), phone: $old.phone,
     also: [($old.also // [])[],
            (([$new.contact] + [($new.also // [])[] | .contact])[] | select(. != null and . != $old.contact)
              | {contact: ., why: "user-id-changed"})]};

# The fields whose value is an event of the account or the number itself.
def account_fields: {
  account_update: 1, account_review_update: 1, account_alerts: 1, account_settings_update: 1, message_template_status_update: 1,
  message_template_quality_update: 1, message_template_components_update: 1, template_category_update: 1,
  phone_number_quality_update: 1, phone_number_name_update: 1, business_capability_update: 1, business_username_update: 1,
  business_username_updates: 1, security: 1, flows: 1, messaging_handovers: 1, partner_solutions: 1,
  payment_configuration_update: 1, automatic_events: 1, tracking_events: 1, consumer_profile: 1, group_lifecycle_update: 1,
  group_participants_update: 1, group_participant_update: 1, group_settings_update: 1, group_status_update: 1, calls: 1,
  messages: 1, history: 1
};

# The fields that say more than messages, echoes and statuses.
def other_events($object; $entry; $change; $channel; $rest; $all):
  .value as $value
  | ($value.metadata.display_phone_number | digits) as $display
  | ([$value.messages, $value.statuses, $value.message_echoes, $value.history, $value.standby, $value.state_sync, $value.calls,
      $value.user_preferences, $value.user_id_update, $value.groups, $value.errors] | map(select(. != null and . != []))) as $items
  | (
      ($value.history // [])[]
      | history($channel; $display; . as $chunks | cut($object; $entry; $change; $rest + {history: $chunks}))
    ),
    (
      ($value.standby // {})
      | items($channel; $display; ($all + (.contacts // [])); true;
          . as $part | cut($object; $entry; $change; $rest + {standby: $part}))
    ),
    (
      ($value.state_sync // [])[] | . as $item
      | attempt($channel; synced($channel; $entry))
      | .origin = cut_with_time($object; $entry; $change; $rest + {state_sync: [$item]})
    ),
    (
      ($value.calls // [])[] | . as $item
      | attempt($channel; call($channel; $all))
      | .origin = cut($object; $entry; $change; $rest + {calls: [$item]})
    ),
    (
      ($value.user_preferences // [])[] | . as $item
      | attempt($channel; preference($channel; $entry))
      | .origin = cut_with_time($object; $entry; $change; $rest + {user_preferences: [$item]})
    ),
    (
      ($value.user_id_update // [])[] | . as $item
      | attempt($channel; user_id_changed($channel; $entry))
      | .origin = cut_with_time($object; $entry; $change; $rest + {user_id_update: [$item]})
    ),
    (
      ($value.groups // [])[] | . as $item
      | attempt($channel; account_event($channel; $entry; $change.field) | .id = ($item.request_id | id))
      | .origin = cut_with_time($object; $entry; $change; $rest + {groups: [$item]})
    ),
    (
      ($value.errors // [])[] | . as $item
      | {channel: $channel, kind: "channel-event", type: "errors", at: ($entry.time | millis), status: (.code | id), text: .title, raw: tojson}
      | .origin = cut_with_time($object; $entry; $change; $rest + {errors: [$item]})
    ),
    (
      select($items != [] and (($rest | del(.messaging_product, .metadata, .errors)) | length) > 0)
      | {channel: $channel, kind: "unknown", fault: "keys of a value that the mapping does not know",
         origin: cut_with_time($object; $entry; $change; $rest)}
    ),
    (
      select($items == [])
      | ($value | redacted) as $clean
      | (if ($change.field | type) == "string" and account_fields[$change.field] == 1
          then attempt($channel; $clean | account_event($channel; $entry; $change.field))
          else {channel: $channel, kind: "unknown", fault: "a field that the mapping does not know"} end)
      | .origin = cut_with_time($object; $entry; $change; $clean)
    );

# The number that a change is about; null when it names none.
def channel:
  (.metadata.phone_number_id // .recipient.phone_number_id? // .phone_number_settings.phone_number_id)
  | if . == null then null else "whatsapp:" + id end;

# The events of one change.
def events($object; $entry):
  . as $change
  | .value as $value
  | ($value | channel) as $channel
  | ($value.contacts // []) as $all
  | ($value | without_items) as $rest
  | (
      $value
      | items($channel; $value.metadata.display_phone_number; $all; null;
          . as $part | cut($object; $entry; $change; $rest + $part))
    ),
    (
      select(($value.messages == null or ($value | length) > 4) and ($value.statuses == null or ($value | length) > 4))
      | other_events($object; $entry; $change; $channel; $rest; $all)
    );

# Anything whose shape is not the documented one: kept whole.
def unreadable($fault): {channel: null, kind: "invalid", fault: $fault, origin: .};

# The events of one entry; a change that cannot be read takes none of its neighbours with it.
def entry_events($object):
  . as $entry
  | (
      (.changes // [])[]
      | . as $change
      | try events($object; $entry)
        catch ({object: $object, entry: [{id: $entry.id, changes: [$change]}]}
          | unreadable("a change that the mapping cannot read"))
    ),
    (
      select((length > 2) and (del(.id, .time, .changes) | length) > 0)
      | {channel: null, kind: "unknown", fault: "keys of an entry that the mapping does not know",
         origin: {object: $object, entry: [del(.changes)]}}
    );

if type != "object" then [unreadable("the delivery is not a JSON object")]
elif .object != "whatsapp_business_account" then [unreadable("not an object that this provider sends")]
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
        select(length > 2)
        | {channel: null, kind: "unknown", fault: "keys of a delivery that the mapping does not know", origin: del(.entry)}
      )
    ]
end
