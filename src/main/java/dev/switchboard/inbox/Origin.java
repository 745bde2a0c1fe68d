package dev.switchboard.inbox;

import java.util.Set;

import dev.switchboard.cypher.GraphRecord;

/** By which program a message of the business was written, as far as the graph tells. */
final class Origin {

	/** Meta's own inboxes, of Pages and of Instagram accounts. */
	private static final Set<String> INBOXES = Set.of("263902037430900", "1217981644879628");

	private Origin() {
	}

	/**
	 * Whether the business wrote a message in another program and not through the API.
	 * WhatsApp tells of such messages only, but for those that another program sends
	 * through the API while it has the conversation (standby). Messenger and Instagram
	 * name the app, unless it is one of Meta's own.
	 */
	static boolean isElsewhere(GraphRecord message) {
		if (!"outbound".equals(message.text("direction")) || message.text("type") == null) {
			return false;
		}
		if (message.text("channel").startsWith("whatsapp:")) {
			return !message.flag("standby");
		}
		return message.text("appId") == null || INBOXES.contains(message.text("appId"));
	}

}
