package dev.switchboard.connect;

import java.util.Set;

/**
 * A request to connect an Instagram account by Instagram's own log-in.
 *
 * @param userId id of the user who connects
 * @param code what the log-in came back with; null when a token was pasted
 * @param redirectUri where it came back to; null when a token was pasted
 * @param token access token that was pasted; null when there is a code
 */
record InstagramConnectRequest(String userId, String code, String redirectUri, String token) implements ConnectRequest {

	/** What the log-in asks for. */
	static final Set<String> SCOPES = Set.of("instagram_business_basic", "instagram_business_manage_messages",
			"instagram_business_manage_comments");

	@Override
	public Set<String> scopes() {
		return SCOPES;
	}

	/** Without what is secret. */
	@Override
	public String toString() {
		return "an Instagram account for user " + this.userId;
	}

}
