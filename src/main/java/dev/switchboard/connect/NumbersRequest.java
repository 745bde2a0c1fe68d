package dev.switchboard.connect;

import java.util.Set;

/**
 * A request to list the WhatsApp numbers that can be connected.
 *
 * @param userId id of the user who connects
 * @param code code that Embedded Signup gave; null when a token was pasted
 * @param token access token that was pasted; null when there is a code
 * @param businessAccountId id of the only WhatsApp business account (WABA) to look at;
 * null: of all that the token is for
 */
record NumbersRequest(String userId, String code, String token, String businessAccountId) implements ConnectRequest {

	@Override
	public String redirectUri() {
		return null;
	}

	@Override
	public Set<String> scopes() {
		return WhatsappConnectRequest.SCOPES;
	}

	/** Without what is secret. */
	@Override
	public String toString() {
		return "the numbers of user " + this.userId;
	}

}
