package dev.switchboard.meta;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Meta's Graph API is; the route {@code call-meta-once} reads the addresses and
 * time-outs.
 *
 * @param version the version that is spoken
 * @param facebook address of the Graph API
 * @param instagram address of the Graph API for Instagram log-ins
 * @param instagramLogin address where a code of an Instagram log-in is exchanged
 * @param connectTimeout milliseconds to wait for a connection
 * @param responseTimeout milliseconds to wait for an answer
 * @param retryDelay milliseconds before the first of two more attempts, when Meta is away
 */
@ConfigurationProperties("switchboard.graph-api")
record GraphApiProperties(@DefaultValue("v23.0") String version,
		@DefaultValue("https://graph.facebook.com") String facebook,
		@DefaultValue("https://graph.instagram.com") String instagram,
		@DefaultValue("https://api.instagram.com") String instagramLogin, @DefaultValue("3000") int connectTimeout,
		@DefaultValue("10000") int responseTimeout, @DefaultValue("500") int retryDelay) {
}
