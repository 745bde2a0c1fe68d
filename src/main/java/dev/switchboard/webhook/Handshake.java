package dev.switchboard.webhook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

import org.apache.camel.Header;

import org.springframework.stereotype.Component;

/**
 * Answers the request by which Meta makes sure that a callback URL is ours.
 *
 * @see <a href=
 * "https://developers.facebook.com/docs/graph-api/webhooks/getting-started">Verification
 * requests</a>
 */
@Component("handshake")
class Handshake {

	private static final int LONGEST_CHALLENGE = 256;

	private final byte[] verifyToken;

	Handshake(MetaProperties meta) {
		this.verifyToken = meta.verifyToken().getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Gives the challenge back.
	 * @param mode query parameter {@code hub.mode}
	 * @param token query parameter {@code hub.verify_token}
	 * @param challenge query parameter {@code hub.challenge}
	 * @return the challenge
	 * @throws RefusedException when a parameter is missing, doubled or not what it should
	 * be
	 */
	String answer(@Header("hub.mode") Object mode, @Header("hub.verify_token") Object token,
			@Header("hub.challenge") Object challenge) {
		if (!"subscribe".equals(mode)) {
			throw new RefusedException("handshake without hub.mode=subscribe");
		}
		if (!(token instanceof String text)
				|| !MessageDigest.isEqual(this.verifyToken, text.getBytes(StandardCharsets.UTF_8))) {
			throw new RefusedException("handshake with a wrong verify token");
		}
		if (!(challenge instanceof String answer) || answer.isEmpty() || answer.length() > LONGEST_CHALLENGE) {
			throw new RefusedException("handshake without a usable challenge");
		}
		return answer;
	}

}
