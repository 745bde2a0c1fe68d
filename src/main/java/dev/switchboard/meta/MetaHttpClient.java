package dev.switchboard.meta;

import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

import org.springframework.stereotype.Component;

/**
 * An HTTP client that does what it is told: it would repeat a call that was throttled,
 * and go where an answer sends it.
 */
@Component("metaHttpClient")
class MetaHttpClient implements HttpClientConfigurer {

	@Override
	public void configureHttpClient(HttpClientBuilder client) {
		client.disableAutomaticRetries().disableRedirectHandling().disableCookieManagement();
	}

}
