package dev.switchboard.convergence;

import java.util.Objects;

/**
 * One thing that happens on a platform. What it says is made of the scenario's salt and
 * of its own numbers, so that two facts about one message never contradict each other, as
 * they do not on the platforms.
 *
 * @param kind what happens
 * @param a whom or which message it is about
 * @param b which of several
 * @param time when, in steps
 */
record RandomEvent(Kind kind, int a, int b, int time) {

	private static final String[] STATUSES = { "sent", "delivered", "read", "played", "failed" };

	private static final String[] EMOJIS = { "\uD83D\uDC4D", "\u2764", "" };

	private static final String[] NAMES = { "Ann", "Bob", "Cleo", "Dan" };

	enum Kind {

		WA_MESSAGE("whatsapp"), WA_REPLY("whatsapp"), WA_IMAGE("whatsapp"), WA_LOCATION("whatsapp"),
		WA_PLACEHOLDER("whatsapp"), WA_FROM_AD("whatsapp"), WA_STATUS("whatsapp"), WA_ECHO("whatsapp"),
		WA_REACTION("whatsapp"), WA_OWN_REACTION("whatsapp"), WA_EDIT("whatsapp"), WA_REVOKE("whatsapp"),
		WA_NUMBER_CHANGED("whatsapp"), WA_USER_ID_CHANGED("whatsapp"), WA_SYNC("whatsapp"), WA_PREFERENCE("whatsapp"),
		WA_CALL("whatsapp"), WA_ACCOUNT("whatsapp"), WA_VARIANT("whatsapp"), FB_MESSAGE("messenger"),
		FB_ECHO("messenger"), FB_DELIVERY("messenger"), FB_READ("messenger"), FB_REACTION("messenger"),
		FB_EDIT("messenger"), FB_OPTIN("messenger"), FB_COMMENT("messenger"), IG_MESSAGE("instagram"),
		IG_ECHO("instagram"), IG_UNSEND("instagram"), IG_SEEN("instagram"), IG_REACTION("instagram"),
		IG_COMMENT("instagram");

		private final String provider;

		Kind(String provider) {
			this.provider = provider;
		}

	}

	String provider() {
		return this.kind.provider;
	}

	/** The entry of a delivery that tells of it, to one world. */
	String entry(String world, int salt) {
		return switch (this.kind) {
			case WA_MESSAGE -> whatsapp(world, contacts(salt, "m" + this.a) + messages(text(salt)));
			case WA_REPLY -> whatsapp(world, contacts(salt, "m" + this.a) + messages("""
					{%s,"id":"r%d","timestamp":"%d","type":"text","text":{"body":"reply %d"},\
					"context":{"from":"1","id":"m%d"}}""".formatted(sender(salt, "r" + this.a), this.a,
					seconds(pick(salt, 6, "at", this.a)), this.a, pick(salt, 3, "to", this.a))));
			case WA_IMAGE -> whatsapp(world, messages("""
					{%s,"id":"i%d","timestamp":"%d","type":"image","image":{"id":"9%d","mime_type":"image/png",\
					"caption":"picture %d"}}""".formatted(sender(salt, "i" + this.a), this.a,
					seconds(pick(salt, 6, "at", this.a)), this.a, this.a)));
			case WA_PLACEHOLDER -> whatsapp(world, "history", """
					"history":[{"metadata":{"phase":0,"chunk_order":1,"progress":50},"threads":[{"messages":[\
					{%s,"id":"i%d","timestamp":"%d","type":"media_placeholder"}]}]}]"""
				.formatted(sender(salt, "i" + this.a), this.a, seconds(pick(salt, 6, "at", this.a))));
			case WA_LOCATION -> whatsapp(world, messages("""
					{%s,"id":"l%d","timestamp":"%d","type":"location","location":{"latitude":%d,"longitude":2,\
					"name":"place %d"}}""".formatted(sender(salt, "l" + this.a), this.a,
					seconds(pick(salt, 6, "at", this.a)), this.a, this.a)));
			case WA_FROM_AD -> whatsapp(world, messages("""
					{%s,"id":"a%d","timestamp":"%d","type":"text","text":{"body":"ad %d"},\
					"referral":{"source_id":"%d","source_type":"ad","headline":"buy %d","ctwa_clid":"click%d"}}"""
				.formatted(sender(salt, "a" + this.a), this.a, seconds(pick(salt, 6, "at", this.a)), this.a, this.a % 2,
						this.a, this.a)));
			case WA_STATUS -> whatsapp(world,
					"""
							"statuses":[{"id":"o%d","status":"%s","timestamp":"%d",%s%s}]""".formatted(this.a,
							STATUSES[this.b % STATUSES.length], seconds(this.time), recipient(salt),
							(this.b % STATUSES.length == 4)
									? ",\"errors\":[{\"code\":13104%d,\"title\":\"too late\"}]".formatted(this.time)
									: ""));
			case WA_ECHO -> whatsapp(world, "message_echoes", """
					"message_echoes":[{"from":"15550783881",%s,"id":"o%d","timestamp":"%d","type":"text",\
					"text":{"body":"answer %d"}}]""".formatted(to(salt), this.a, seconds(pick(salt, 6, "o", this.a)),
					this.a));
			case WA_REACTION -> whatsapp(world,
					messages(
							"""
									{%s,"id":"x%d%d%d","timestamp":"%d","type":"reaction","reaction":{"message_id":"%s","emoji":"%s"}}"""
								.formatted(person(this.a), this.a, this.b, this.time, seconds(this.time), anyMessage(),
										EMOJIS[pick(salt, 3, "emoji", this.a, this.b, this.time)])));
			case WA_OWN_REACTION -> whatsapp(world, "message_echoes", """
					"message_echoes":[{"from":"15550783881","to":"91990000000","id":"y%d%d","timestamp":"%d",\
					"type":"reaction","reaction":{"message_id":"%s","emoji":"%s"}}]""".formatted(this.b, this.time,
					seconds(this.time), anyMessage(), EMOJIS[pick(salt, 3, "own", this.b, this.time)]));
			case WA_EDIT -> whatsapp(world,
					messages(
							"""
									{"from":"91990000000","id":"e%s%d","timestamp":"%d","type":"edit","edit":{"original_message_id":"%s",\
									"message":{"type":"text","text":{"body":"edit %d"}}}}"""
								.formatted(anyMessage(), this.a, seconds(pick(salt, 6, "edit", this.a, this.b)),
										anyMessage(), this.a)));
			case WA_REVOKE -> whatsapp(world, messages("""
					{"from":"91990000000","id":"v%s","timestamp":"%d","type":"revoke",\
					"revoke":{"original_message_id":"%s"}}""".formatted(anyMessage(), seconds(this.time),
					anyMessage())));
			case WA_NUMBER_CHANGED -> whatsapp(world, messages("""
					{"from":"%s","id":"n%d%d","timestamp":"%d","type":"system","system":{"body":"changed",\
					"type":"user_changed_number","wa_id":"%s"}}""".formatted(phone(this.a), this.a, this.b,
					seconds(pick(salt, 6, "n", this.a, this.b)), phone(this.b))));
			case WA_USER_ID_CHANGED -> whatsapp(world, messages("""
					{"id":"u%d%d","timestamp":"%d","type":"system","system":{"body":"changed",\
					"type":"user_changed_user_id","previous_user_id":"%s","user_id":"%s"}}""".formatted(this.a, this.b,
					seconds(pick(salt, 6, "u", this.a, this.b)), userId(this.a), userId(this.b))));
			case WA_SYNC -> whatsapp(world, "smb_app_state_sync", """
					"state_sync":[{"type":"contact","action":"add","contact":{"phone_number":"%s","full_name":"%s"},\
					"metadata":{"timestamp":"%d"}}]""".formatted(phone(this.a), NAMES[this.b % NAMES.length],
					seconds(this.time)));
			case WA_PREFERENCE -> whatsapp(world, "user_preferences", """
					"user_preferences":[{"wa_id":"%s","category":"marketing_messages","value":"%s","detail":"d",\
					"timestamp":%d}]""".formatted(phone(this.a), (this.b % 2 == 0) ? "stop" : "resume",
					seconds(this.time)));
			case WA_CALL -> whatsapp(world, "calls", """
					"calls":[{"id":"wacid.%d","from":"%s","to":"15550783881","event":"%s","direction":"USER_INITIATED",\
					"timestamp":"%d"}]""".formatted(this.a, phone(this.a), (this.b % 2 == 0) ? "connect" : "terminate",
					seconds(pick(salt, 6, "call", this.a, this.b % 2))));
			case WA_ACCOUNT -> """
					{"id":"%s","time":%d,"changes":[{"field":"phone_number_quality_update","value":{\
					"display_phone_number":"+1 555-078-3881","event":"%s","current_limit":"TIER_1K"}}]}"""
				.formatted(world, seconds(this.time), (this.b % 2 == 0) ? "FLAGGED" : "UNFLAGGED");
			case WA_VARIANT -> whatsapp(world, messages("""
					{"from":"%s","id":"p%d","timestamp":"%d","type":"text","text":{"body":"variant"}}""".formatted(
					new String[] { "551187654321", "5511987654321", "5215512345678", "525512345678" }[this.a % 4],
					this.a % 4, seconds(this.a % 4))));
			case FB_MESSAGE -> messenger(world, psid(pick(salt, 3, "fm", this.a)), world,
					milliseconds(pick(salt, 6, "fm", this.a)), """
							"message":{"mid":"m_%d","text":"hi %d"}""".formatted(this.a, this.a));
			case FB_ECHO -> messenger(world, world, psid(pick(salt, 3, "fe", this.a)),
					milliseconds(pick(salt, 6, "fe", this.a)), """
							"message":{"mid":"o_%d","text":"answer %d","is_echo":true,"app_id":7}""".formatted(this.a,
							this.a));
			case FB_DELIVERY -> messenger(world, psid(this.a % 3), world, milliseconds(this.time), """
					"delivery":{"watermark":%d,"mids":["o_%d"]}""".formatted(milliseconds(this.time),
					ofPerson(salt, "fe", this.a % 3)));
			case FB_READ -> messenger(world, psid(this.a % 3), world, milliseconds(this.time), """
					"read":{"watermark":%d}""".formatted(milliseconds(this.time)));
			case FB_REACTION -> messenger(world, psid(this.a % 3), world, milliseconds(this.time),
					"""
							"reaction":{"mid":"o_%d",%s}""".formatted(this.b,
							(pick(salt, 3, "fr", this.a % 3, this.b, this.time) == 0) ? "\"action\":\"unreact\""
									: "\"action\":\"react\",\"emoji\":\"\u2764\",\"reaction\":\"love\""));
			case FB_EDIT -> messenger(world, psid(0), world, milliseconds(pick(salt, 6, "fd", this.a, this.b)), """
					"message_edit":{"mid":"m_%d","text":"edit %d","num_edit":%d}""".formatted(this.a, this.b,
					this.b + 1));
			case FB_OPTIN -> messenger(world, psid(this.a % 3), world, milliseconds(this.time), """
					"optin":{"type":"notification_messages","payload":"p","notification_messages_status":"%s"}"""
				.formatted((this.b % 2 == 0) ? "STOP_NOTIFICATIONS" : "RESUME_NOTIFICATIONS"));
			case FB_COMMENT -> """
					{"id":"%s","time":%d,"changes":[{"field":"feed","value":{"item":"comment","verb":"add",\
					"comment_id":"c%d","post_id":"p1","from":{"id":"%s","name":"%s"},"message":"nice",\
					"created_time":%d}}]}""".formatted(world, seconds(9), this.a, psid(pick(salt, 3, "fc", this.a)),
					NAMES[pick(salt, 4, "fc", this.a)], seconds(pick(salt, 6, "fc", this.a)));
			case IG_MESSAGE -> messenger(world, igsid(pick(salt, 3, "im", this.a)), world,
					milliseconds(pick(salt, 6, "im", this.a)), """
							"message":{"mid":"g_%d","text":"hi %d","attachments":[{"type":"image",\
							"payload":{"url":"https://example.com/%d"}}]}""".formatted(this.a, this.a, this.a));
			case IG_ECHO -> messenger(world, world, igsid(pick(salt, 3, "ie", this.a)),
					milliseconds(pick(salt, 6, "ie", this.a)), """
							"message":{"mid":"q_%d","text":"answer %d","is_echo":true}""".formatted(this.a, this.a));
			case IG_UNSEND -> messenger(world, igsid(pick(salt, 3, "im", this.a)), world, milliseconds(this.time), """
					"message":{"mid":"g_%d","is_deleted":true}""".formatted(this.a));
			case IG_SEEN -> messenger(world, igsid(pick(salt, 3, "ie", this.a)), world, milliseconds(this.time), """
					"read":{"mid":"q_%d"}""".formatted(this.a));
			case IG_REACTION -> messenger(world, igsid(this.a % 3), world, milliseconds(this.time),
					"""
							"reaction":{"mid":"q_%d",%s}""".formatted(this.b,
							(pick(salt, 3, "ir", this.a % 3, this.b, this.time) == 0) ? "\"action\":\"unreact\""
									: "\"action\":\"react\",\"emoji\":\"\u2764\",\"reaction\":\"love\""));
			case IG_COMMENT -> """
					{"id":"%s","time":%d,"changes":[{"field":"comments","value":{"id":"c%d","text":"nice",\
					"from":{"id":"%s","username":"%s"},"media":{"id":"1"}}}]}""".formatted(world, seconds(this.time),
					this.a, igsid(pick(salt, 3, "ic", this.a)), NAMES[pick(salt, 4, "ic", this.a)]);
		};
	}

	private String text(int salt) {
		return """
				{%s,"id":"m%d","timestamp":"%d","type":"text","text":{"body":"text %d"}}"""
			.formatted(sender(salt, "m" + this.a), this.a, seconds(pick(salt, 6, "at", this.a)), this.a);
	}

	/** Any of the messages that other facts bring, or never bring. */
	private String anyMessage() {
		return new String[] { "m", "i", "l", "o" }[this.b % 4] + this.b / 4;
	}

	private static String whatsapp(String world, String content) {
		return whatsapp(world, "messages", content);
	}

	private static String whatsapp(String world, String field, String content) {
		return """
				{"id":"%s","changes":[{"field":"%s","value":{"messaging_product":"whatsapp",\
				"metadata":{"display_phone_number":"15550783881","phone_number_id":"%s"},%s}}]}""".formatted(world,
				field, world, content);
	}

	private static String messages(String message) {
		return "\"messages\":[" + message + "]";
	}

	private static String messenger(String world, String sender, String recipient, long timestamp, String content) {
		return """
				{"id":"%s","time":1,"messaging":[{"sender":{"id":"%s"},"recipient":{"id":"%s"},"timestamp":%d,%s}]}"""
			.formatted(world, sender, recipient, timestamp, content);
	}

	// Known by phone, by user id, or by both; which phone goes with which user id is
	// chance.
	private static String sender(int salt, String message) {
		int one = pick(salt, 4, "who", message);
		return switch (pick(salt, 3, "how", message)) {
			case 0 -> "\"from\":\"" + phone(one) + "\"";
			case 1 -> "\"from_user_id\":\"" + userId(one) + "\"";
			default -> person(one, pick(salt, 4, "also", message));
		};
	}

	private static String contacts(int salt, String message) {
		int one = pick(salt, 4, "who", message);
		return switch (pick(salt, 3, "how", message)) {
			case 1 -> "";
			default -> """
					"contacts":[{"wa_id":"%s","profile":{"name":"%s"}}],""".formatted(phone(one),
					NAMES[pick(salt, 4, "name", message)]);
		};
	}

	private static String person(int one) {
		return "\"from\":\"" + phone(one) + "\"";
	}

	private static String person(int phone, int userId) {
		return "\"from\":\"%s\",\"from_user_id\":\"%s\"".formatted(phone(phone), userId(userId));
	}

	private String recipient(int salt) {
		return "\"recipient_id\":\"%s\"".formatted(phone(pick(salt, 4, "recipient", this.a)));
	}

	private String to(int salt) {
		return "\"to\":\"%s\"".formatted(phone(pick(salt, 4, "recipient", this.a)));
	}

	private static int ofPerson(int salt, String what, int person) {
		for (int message = 0; message < 4; message++) {
			if (pick(salt, 3, what, message) == person) {
				return message;
			}
		}
		return 9;
	}

	private static String phone(int number) {
		return "9199000000" + number;
	}

	private static String userId(int number) {
		return "IN.100" + number;
	}

	private static String psid(int number) {
		return "2000000000000" + number;
	}

	private static String igsid(int number) {
		return "3000000000000" + number;
	}

	private static long seconds(int time) {
		return 1_760_000_000L + 60 * time;
	}

	private static long milliseconds(int time) {
		return 1000 * seconds(time);
	}

	private static int pick(int salt, int bound, Object... what) {
		return Math.floorMod(31 * salt + Objects.hash(what) * 7919, bound);
	}

}
