package dev.switchboard.demo;

import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.switchboard.channel.ChannelType;

/**
 * Writes what happens on a Facebook Page, or on an Instagram account, as Meta delivers
 * it.
 *
 * @param type which of the two
 * @param id id of the Page or of the account
 */
record Pages(ChannelType type, String id) implements Payloads {

	/** What a message of these platforms says without a text. */
	private static final Map<String, String> FILES = Map.of("image", "image jpg", "video", "video mp4", "voice",
			"audio mp3", "document", "file pdf", "sticker", "image png");

	/** A program of Meta's, in which people answer. */
	private static final long INBOX = 263902037430900L;

	@Override
	public String channelKey() {
		return this.type + ":" + this.id;
	}

	@Override
	public Map<String, Object> of(Turn turn) {
		Line line = turn.line();
		return switch (line.act()) {
			case "react" -> item(turn, turn.at(), "reaction", Map.of("mid", turn.about(), "action", "react", "reaction",
					line.text().startsWith("\u2764") ? "love" : "other", "emoji", line.text()));
			case "edit" ->
				item(turn, turn.at(), "message_edit", Map.of("mid", turn.about(), "text", line.text(), "num_edit", 1));
			case "revoke" -> item(turn, turn.at(), "message", Map.of("mid", turn.about(), "is_deleted", true));
			default -> item(turn, turn.at(), "message", message(turn));
		};
	}

	private Map<String, Object> message(Turn turn) {
		Line line = turn.line();
		Map<String, Object> message = new LinkedHashMap<>();
		message.put("mid", turn.id());
		if (turn.isOut()) {
			message.put("is_echo", true);
			if (this.type == ChannelType.messenger) {
				message.put("app_id", INBOX);
			}
		}
		String file = FILES.get(line.act());
		if (file != null) {
			String[] kind = file.split(" ");
			message.put("attachments", List.of(Map.of("type", kind[0], "payload",
					Map.of("url", "https://media.example.com/%s.%s".formatted(turn.id(), kind[1])))));
			return message;
		}
		message.put("text", line.text());
		if (line.isOf("reply")) {
			message.put("reply_to", Map.of("mid", turn.about()));
		}
		else if (line.isOf("story")) {
			message.put("reply_to",
					Map.of("story", Map.of("id", "17900011223344556", "url", "https://media.example.com/story.jpg")));
		}
		return message;
	}

	private Map<String, Object> item(Turn turn, Instant at, String key, Map<String, Object> content) {
		boolean out = turn.isOut() && !key.equals("delivery") && !key.equals("read");
		Map<String, Object> item = new LinkedHashMap<>();
		item.put("sender", Map.of("id", out ? this.id : turn.person().address()));
		item.put("recipient", Map.of("id", out ? turn.person().address() : this.id));
		item.put("timestamp", at.toEpochMilli());
		item.put(key, content);
		return Map.of("object", (this.type == ChannelType.messenger) ? "page" : "instagram", "entry",
				List.of(Map.of("id", this.id, "time", at.toEpochMilli(), "messaging", List.of(item))));
	}

	@Override
	public Map<String, Object> status(Turn turn, String status, Instant at) {
		boolean messenger = this.type == ChannelType.messenger;
		return switch (status) {
			case "delivered" -> messenger ? item(turn, at, "delivery",
					Map.of("mids", List.of(turn.id()), "watermark", turn.at().toEpochMilli())) : null;
			case "read" -> item(turn, at, "read",
					messenger ? Map.of("watermark", turn.at().toEpochMilli()) : Map.of("mid", turn.id()));
			default -> null;
		};
	}

	@Override
	public String id(byte[] random) {
		String text = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
		return (this.type == ChannelType.messenger) ? "m_" + text : "aWdfZAG1f" + text;
	}

	/** A file has no caption here: that is a message of its own. */
	@Override
	public List<Line> split(Line line) {
		if (FILES.containsKey(line.act()) && !line.text().isEmpty()) {
			return List.of(line, line.as(Line.TEXT, line.text()));
		}
		return Payloads.super.split(line);
	}

}
