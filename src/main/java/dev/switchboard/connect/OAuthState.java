package dev.switchboard.connect;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

import jakarta.servlet.http.HttpSession;

import dev.switchboard.api.ApiException;
import dev.switchboard.channel.ChannelType;

import org.springframework.security.crypto.keygen.Base64StringKeyGenerator;
import org.springframework.stereotype.Component;

/**
 * Ties a log-in at Meta to the session that began it: the {@code state} that comes back
 * must be the one that was given, within ten minutes, and counts once.
 */
@Component
class OAuthState {

	private static final Duration VALID = Duration.ofMinutes(10);

	private static final int BYTES = 32;

	private static final String STATE = "metaState";

	private static final String SINCE = "metaStateSince";

	private final Base64StringKeyGenerator random = new Base64StringKeyGenerator(
			Base64.getUrlEncoder().withoutPadding(), BYTES);

	private final Clock clock;

	OAuthState(Clock clock) {
		this.clock = clock;
	}

	/** Begins a log-in; an earlier one that has not come back does not count any more. */
	String begin(HttpSession session, ChannelType type) {
		String state = type + "." + this.random.generateKey();
		session.setAttribute(STATE, state);
		session.setAttribute(SINCE, String.valueOf(this.clock.millis()));
		return state;
	}

	/**
	 * Ends a log-in.
	 * @throws ApiException 422 when this session has not begun it, or too long ago
	 */
	void end(HttpSession session, ChannelType type, String state) {
		String expected = (String) session.getAttribute(STATE);
		String since = (String) session.getAttribute(SINCE);
		session.removeAttribute(STATE);
		session.removeAttribute(SINCE);
		if (expected == null || !expected.startsWith(type + ".") || !same(expected, state)
				|| Instant.ofEpochMilli(Long.parseLong(since)).plus(VALID).isBefore(this.clock.instant())) {
			throw ApiException.unusable("This log-in was not begun here, or too long ago. Begin again.");
		}
	}

	private static boolean same(String expected, String state) {
		return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), state.getBytes(StandardCharsets.UTF_8));
	}

}
