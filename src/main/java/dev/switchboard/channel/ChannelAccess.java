package dev.switchboard.channel;

import java.time.Instant;

/**
 * What gives Switchboard access to a channel at Meta.
 *
 * @param appId our app that the token is for
 * @param token the secret
 * @param expiresAt when it stops to work; null when it does not
 * @param grantedBy Meta's id of the person who gave it, by which Meta asks to forget it
 * @param subscription id of what the app is subscribed to: the business account, the Page
 * or the Instagram account
 * @param instagramLogin whether it came from an Instagram log-in
 */
public record ChannelAccess(String appId, String token, Instant expiresAt, String grantedBy, String subscription,
		boolean instagramLogin) {

	/** Without what is secret. */
	@Override
	public String toString() {
		return "access of app %s to %s".formatted(this.appId, this.subscription);
	}

}
