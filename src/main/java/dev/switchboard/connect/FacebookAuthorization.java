package dev.switchboard.connect;

import java.util.Set;

/**
 * A log-in at Facebook that has come back.
 *
 * @param userId id of the user who connects
 * @param code what it came back with
 * @param redirectUri where it came back to
 */
record FacebookAuthorization(String userId, String code, String redirectUri) implements ConnectRequest {

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
