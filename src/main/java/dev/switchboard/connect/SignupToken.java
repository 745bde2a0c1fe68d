package dev.switchboard.connect;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import jakarta.servlet.http.HttpSession;

import dev.switchboard.api.ApiException;
import dev.switchboard.channel.TokenCipher;

import org.springframework.stereotype.Component;

/**
 * Keeps the token of an Embedded Signup in the session, encrypted, usable for ten
 * minutes: its code works once, and a person may want several of the numbers.
 */
@Component
class SignupToken {

	private static final Duration VALID = Duration.ofMinutes(10);

	private static final String TOKEN = "whatsappToken";

	private static final String SINCE = "whatsappTokenSince";

	private final TokenCipher cipher;

	private final Clock clock;

	SignupToken(TokenCipher cipher, Clock clock) {
		this.cipher = cipher;
		this.clock = clock;
	}

	/** Keeps a token instead of the one before. */
	void keep(HttpSession session, String userId, String token) {
		session.setAttribute(TOKEN, this.cipher.encrypt(owner(userId), token));
		session.setAttribute(SINCE, String.valueOf(this.clock.millis()));
	}

	/**
	 * The token that is kept.
	 * @throws ApiException 422 when there is none, or not any more
	 */
	String kept(HttpSession session, String userId) {
		String token = (String) session.getAttribute(TOKEN);
		String since = (String) session.getAttribute(SINCE);
		if (token != null && Instant.ofEpochMilli(Long.parseLong(since)).plus(VALID).isBefore(this.clock.instant())) {
			session.removeAttribute(TOKEN);
			session.removeAttribute(SINCE);
			token = null;
		}
		if (token == null) {
			throw ApiException.unusable("Sign up at WhatsApp first. What a sign-up gives can be used for ten minutes.");
		}
		return this.cipher.decrypt(owner(userId), token);
	}

	private static String owner(String userId) {
		return userId + "/whatsapp";
	}

}
