package dev.switchboard.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a WhatsApp message says: its type, and the member that has the type's name. */
final class WhatsappContent {

	private WhatsappContent() {
	}

	static Map<String, Object> of(Turn turn) {
		Line line = turn.line();
		String text = line.text();
		return switch (line.act()) {
			case "react" -> typed("reaction", Map.of("message_id", turn.about(), "emoji", text));
			case "edit" -> typed("edit", Map.of("original_message_id", turn.about(), "message",
					Map.of("type", "text", "text", Map.of("body", text))));
			case "revoke" -> typed("revoke", Map.of("original_message_id", turn.about()));
			case "image" -> typed("image", media(turn, "image/jpeg"));
			case "video" -> typed("video", media(turn, "video/mp4"));
			case "voice" -> typed("audio", media(turn, "audio/ogg; codecs=opus"));
			case "sticker" -> typed("sticker", media(turn, "image/webp"));
			case "document" -> typed("document", media(turn, "application/pdf"));
			case "location" -> typed("location", location(line));
			case "card" -> typed("contacts", List.of(card(text)));
			case "order" -> typed("order", order(line));
			case "button" -> typed("button", Map.of("text", text, "payload", "answer-" + text.length()));
			case "list" -> typed("interactive", Map.of("type", "list_reply", "list_reply",
					Map.of("id", "slot-2", "title", before(text), "description", behind(text))));
			case "flow" -> typed("interactive", Map.of("type", "nfm_reply", "nfm_reply", Map.of("name", "flow", "body",
					"Sent", "response_json", "{\"form\":\"%s\",\"persons\":1}".formatted(text))));
			case "unknown" -> typed("event_invitation", Map.of("name", text));
			case "newnumber" ->
				typed("system", Map.of("body", "User changed from %s to %s".formatted(turn.person().address(), text),
						"type", "user_changed_number", "wa_id", text));
			case "ad" -> advertised(line, turn);
			default -> typed("text", Map.of("body", text));
		};
	}

	private static Map<String, Object> typed(String type, Object content) {
		Map<String, Object> typed = new LinkedHashMap<>();
		typed.put("type", type);
		typed.put(type, content);
		return typed;
	}

	private static Map<String, Object> media(Turn turn, String mimeType) {
		Line line = turn.line();
		Map<String, Object> media = new LinkedHashMap<>();
		media.put("id", Long.toString(1_479_000_000_000_000L + Integer.toUnsignedLong(turn.id().hashCode())));
		media.put("mime_type", mimeType);
		media.put("sha256", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
		switch (line.act()) {
			case "voice" -> media.put("voice", true);
			case "sticker" -> media.put("animated", false);
			case "document" -> media.put("filename", line.argument());
			default -> {
			}
		}
		if (!line.text().isEmpty()) {
			media.put("caption", line.text());
		}
		return media;
	}

	private static Map<String, Object> location(Line line) {
		String[] place = line.argument().split(",");
		return Map.of("latitude", Double.parseDouble(place[0]), "longitude", Double.parseDouble(place[1]), "name",
				before(line.text()), "address", behind(line.text()));
	}

	private static Map<String, Object> card(String text) {
		return Map.of("name", Map.of("formatted_name", before(text), "first_name", before(text).split(" ")[0]),
				"phones",
				List.of(Map.of("phone", behind(text), "wa_id", behind(text).replaceAll("\\D", ""), "type", "CELL")));
	}

	private static Map<String, Object> order(Line line) {
		return Map.of("catalog_id", "1940011223344", "text", line.text(), "product_items", List
			.of(Map.of("product_retailer_id", "teapot-blue", "quantity", 2, "item_price", 24.9, "currency", "EUR")));
	}

	private static Map<String, Object> advertised(Line line, Turn turn) {
		Map<String, Object> content = typed("text", Map.of("body", line.text()));
		content.put("referral",
				Map.of("source_url", "https://fb.me/3cr4Wqq8a", "source_id", "120226305854810726", "source_type", "ad",
						"headline", line.argument(), "body", "Thrown by hand, fired twice.", "media_type", "image",
						"image_url", "https://media.example.com/teapot.jpg", "ctwa_clid",
						"Aff-" + Integer.toHexString(turn.id().hashCode())));
		return content;
	}

	private static String before(String text) {
		return text.split(" \\| ")[0];
	}

	private static String behind(String text) {
		String[] parts = text.split(" \\| ");
		return parts[parts.length - 1];
	}

}
