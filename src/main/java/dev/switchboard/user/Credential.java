package dev.switchboard.user;

/**
 * What a request was let in by: a session or an API token.
 *
 * @param session digest of the session's id, or null
 * @param token id of the token, or null
 */
public record Credential(String session, String token) {

	String id() {
		return (this.session != null) ? this.session : this.token;
	}

}
