package dev.switchboard.demo;

import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.switchboard.channel.ChannelType;

/**
 * Writes what happens on a WhatsApp number as the Cloud API delivers it.
 *
 * @param businessAccountId id of the business account
 * @param phoneNumberId id of the number
 * @param number the number itself
 */
record Whatsapp(String businessAccountId, String phoneNumberId, String number) implements Payloads {

	private static final Map<String, String> FAULTS = Map.of("131047",
			"Re-engagement message|More than 24 hours have passed since the recipient last replied.", "131053",
			"Media upload error|The file could not be read.", "131026",
			"Message undeliverable|The recipient does not use WhatsApp any more.");

	@Override
	public ChannelType type() {
		return ChannelType.whatsapp;
	}

	@Override
	public String channelKey() {
		return ChannelType.whatsapp + ":" + this.phoneNumberId;
	}

	@Override
	public Map<String, Object> of(Turn turn) {
		if (!turn.isOut()) {
			return change("messages", "messages", message(turn), turn.line().isOf("newnumber") ? null : contact(turn));
		}
		return change((turn.line().by() == Line.By.PHONE) ? "smb_message_echoes" : "message_echoes", "message_echoes",
				message(turn), null);
	}

	private Map<String, Object> change(String field, String list, Map<String, Object> item,
			Map<String, Object> contact) {
		Map<String, Object> value = new LinkedHashMap<>();
		value.put("messaging_product", "whatsapp");
		value.put("metadata", Map.of("display_phone_number", this.number, "phone_number_id", this.phoneNumberId));
		if (contact != null) {
			value.put("contacts", List.of(contact));
		}
		value.put(list, List.of(item));
		return Map.of("object", "whatsapp_business_account", "entry", List
			.of(Map.of("id", this.businessAccountId, "changes", List.of(Map.of("field", field, "value", value)))));
	}

	private static Map<String, Object> contact(Turn turn) {
		Person person = turn.person();
		Map<String, Object> contact = new LinkedHashMap<>();
		contact.put("profile", Map.of("name", person.name()));
		contact.put("wa_id", person.address());
		if (person.userId() != null) {
			contact.put("user_id", person.userId());
		}
		return contact;
	}

	private Map<String, Object> message(Turn turn) {
		Map<String, Object> message = new LinkedHashMap<>();
		Person person = turn.person();
		message.put("from", turn.isOut() ? this.number : person.address());
		if (turn.isOut()) {
			message.put("to", person.address());
		}
		else if (person.userId() != null) {
			message.put("from_user_id", person.userId());
		}
		message.put("id", turn.id());
		message.put("timestamp", turn.seconds());
		if (turn.line().isOf("reply") || turn.line().isOf("button") || turn.line().isOf("list")) {
			message.put("context", Map.of("from", this.number, "id", turn.about()));
		}
		message.putAll(WhatsappContent.of(turn));
		return message;
	}

	@Override
	public Map<String, Object> status(Turn turn, String status, Instant at) {
		Map<String, Object> said = new LinkedHashMap<>();
		said.put("id", turn.id());
		said.put("status", status);
		said.put("timestamp", Long.toString(at.getEpochSecond()));
		said.put("recipient_id", turn.person().address());
		if (status.equals("failed")) {
			String code = turn.line().argument();
			String[] fault = FAULTS.get(code).split("\\|");
			said.put("errors", List.of(Map.of("code", Integer.parseInt(code), "title", fault[0], "message", fault[0],
					"error_data", Map.of("details", fault[1]))));
		}
		else {
			said.put("pricing", Map.of("billable", true, "pricing_model", "PMP", "category", "service"));
		}
		return change("messages", "statuses", said, null);
	}

	@Override
	public String id(byte[] random) {
		return "wamid.HBgM" + Base64.getEncoder().encodeToString(random).substring(0, 40) + "A=";
	}

}
