package dev.switchboard.connect;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.channel.ChannelType;
import dev.switchboard.meta.GraphRequest;
import dev.switchboard.meta.GraphRequest.Host;

/**
 * Meta's promise to send what happens on an account.
 *
 * @param id of the business account, the Page or the Instagram account
 * @param type platform of the channel that lives on it
 * @param instagramLogin whether it came from an Instagram log-in
 */
record Subscription(String id, ChannelType type, boolean instagramLogin) {

	/** Everything of a Page that the mapping understands. */
	private static final String PAGE_FIELDS = "messages,messaging_postbacks,message_deliveries,message_reads,"
			+ "message_echoes,message_reactions,message_edits,messaging_referrals,messaging_optins,"
			+ "messaging_handovers,standby,feed";

	/** Everything of an Instagram account that the mapping understands. */
	private static final String INSTAGRAM_FIELDS = "messages,messaging_postbacks,messaging_seen,message_reactions,"
			+ "message_edit,messaging_referral,messaging_optins,messaging_handover,standby,comments,live_comments";

	/**
	 * Begins it, or says again which fields it has; WhatsApp's are the app's business.
	 */
	GraphRequest begin(String token) {
		return GraphRequest
			.post(path(),
					(this.type == ChannelType.whatsapp) ? Map.of()
							: Map.of("subscribed_fields", this.instagramLogin ? INSTAGRAM_FIELDS : PAGE_FIELDS),
					token)
			.at(host());
	}

	/** Asks which apps it is for. */
	GraphRequest look(String token) {
		return GraphRequest.get(path(), Map.of(), token).at(host());
	}

	/** Ends it. */
	GraphRequest end(String token) {
		return GraphRequest.delete(path(), token).at(host());
	}

	/**
	 * Whether it is there.
	 * @param answer Meta's answer to {@link #look}
	 * @param appId our app
	 */
	boolean isIn(JsonNode answer, String appId) {
		for (JsonNode app : answer.path("data")) {
			JsonNode named = app.has("whatsapp_business_api_data") ? app.path("whatsapp_business_api_data") : app;
			// An Instagram log-in's token sees no other app than its own.
			if (this.instagramLogin || named.path("id").asText().equals(appId)) {
				return true;
			}
		}
		return false;
	}

	private String path() {
		return this.id + "/subscribed_apps";
	}

	private Host host() {
		return this.instagramLogin ? Host.instagram : Host.facebook;
	}

}
