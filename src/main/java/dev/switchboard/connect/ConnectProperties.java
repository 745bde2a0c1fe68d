package dev.switchboard.connect;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How users log in at Meta, and how often their channels are checked.
 *
 * @param redirectUri page of the platform to which Meta sends the browser back with
 * {@code code} and {@code state}; it must be among the app's valid OAuth redirect URIs
 * @param facebookDialog address of Facebook's log-in dialog, without the version
 * @param instagramDialog address of Instagram's log-in dialog
 * @param signupConfigurationId id of the configuration of <em>Facebook Login for
 * Business</em> with which Embedded Signup is opened
 * @param sdk address of Facebook's SDK for JavaScript, which opens Embedded Signup
 * @param checkPeriod how often to look for channels that are to be checked
 * @param checkAge how long a channel is not looked at after a check
 */
@ConfigurationProperties("switchboard.connect")
record ConnectProperties(@DefaultValue("") String redirectUri,
		@DefaultValue("https://www.facebook.com") String facebookDialog,
		@DefaultValue("https://www.instagram.com") String instagramDialog,
		@DefaultValue("") String signupConfigurationId, String sdk, @DefaultValue("1m") Duration checkPeriod,
		@DefaultValue("1h") Duration checkAge) {
}
