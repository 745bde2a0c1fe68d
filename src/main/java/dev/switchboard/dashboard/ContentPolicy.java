package dev.switchboard.dashboard;

import java.net.URI;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * What a browser lets the dashboard load and run: what this server serves, and Meta's SDK
 * for JavaScript, which opens the log-in by which WhatsApp is connected.
 *
 * @see <a href="https://www.w3.org/TR/CSP3/">Content Security Policy</a>
 */
@Component
class ContentPolicy {

	private static final String POLICY = "default-src 'none'; script-src 'self'%s; style-src 'self' 'nonce-%s';"
			+ " img-src 'self' data:%s; font-src 'self'; connect-src 'self'%s; frame-src%s; base-uri 'none';"
			+ " form-action 'none'; frame-ancestors 'none'";

	private static final String FACEBOOK = " https://www.facebook.com";

	private final String sdkOrigin;

	ContentPolicy(@Value("${switchboard.connect.sdk}") URI sdk) {
		this.sdkOrigin = sdk.isAbsolute() ? " " + sdk.getScheme() + "://" + sdk.getRawAuthority() : "";
	}

	/**
	 * The value of the header.
	 * @param nonce what style elements of this one answer are marked with
	 */
	String of(String nonce) {
		boolean external = !this.sdkOrigin.isEmpty();
		return POLICY.formatted(this.sdkOrigin, nonce, external ? FACEBOOK : "",
				external ? FACEBOOK + " https://graph.facebook.com" : "", external ? FACEBOOK : " 'none'");
	}

}
