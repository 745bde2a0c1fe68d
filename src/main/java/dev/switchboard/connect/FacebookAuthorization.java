package dev.switchboard.connect;

import java.util.Set;

/**
 * A log-in at Facebook that has come back, or the token of a person.
 *
 * @param userId id of the user who connects
 * @param code what it came back with; null when a token was pasted
 * @param redirectUri where it came back to; null when a token was pasted
 * @param token access token that was pasted; null when there is a code
 */
record FacebookAuthorization(String userId, String code, String redirectUri, String token) implements ConnectRequest {

	@Override
	public Set<String> scopes() {
		return PageConnectRequest.SCOPES;
	}

	/** Without what is secret. */
	@Override
	public String toString() {
		return "a log-in of user " + this.userId;
	}

}
