package dev.switchboard.webhook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

import dev.switchboard.meta.MetaApps;
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

	private final List<byte[]> verifyTokens;

	Handshake(MetaApps apps) {
		this.verifyTokens = apps.all()
			.stream()
			.map((app) -> app.verifyToken().getBytes(StandardCharsets.UTF_8))
			.toList();
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
		if (!(token instanceof String text) || !isOurs(text.getBytes(StandardCharsets.UTF_8))) {
			throw new RefusedException("handshake with a wrong verify token");
		}
		if (!(challenge instanceof String answer) || answer.isEmpty() || answer.length() > LONGEST_CHALLENGE) {
			throw new RefusedException("handshake without a usable challenge");
		}
		return answer;
	}

	// All are compared, or the time would tell whose it is.
	private boolean isOurs(byte[] token) {
		boolean ours = false;
		for (byte[] verifyToken : this.verifyTokens) {
			ours |= MessageDigest.isEqual(verifyToken, token);
		}
		return ours;
	}

}
