package dev.switchboard.connect;

import java.util.Set;

/** What the steps of connecting have in common, whichever the platform. */
interface ConnectRequest {

	/** Id of the user who connects. */
	String userId();

	/** Code of a log-in at Meta; null when a token was pasted. */
	String code();

	/** Access token that was pasted; null when there is a code. */
	String token();

	/** Where the log-in came back to; null when it was a window of Meta's. */
	String redirectUri();

	/** Permissions that the token must have. */
	Set<String> scopes();

}
