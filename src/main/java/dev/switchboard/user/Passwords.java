package dev.switchboard.user;

import java.text.Normalizer;

import dev.switchboard.api.ApiException;

import org.springframework.security.authentication.password.CompromisedPasswordChecker;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Which passwords can be chosen: long ones that no list of stolen passwords has. No rules
 * about kinds of characters, and no age.
 *
 * @see <a href="https://pages.nist.gov/800-63-4/sp800-63b.html">NIST SP 800-63B-4,
 * 3.1.1</a>
 */
@Component
class Passwords {

	/** Where nothing but the password tells who somebody is. */
	private static final int SHORTEST = 15;

	static final int LONGEST = 256;

	private final CompromisedPasswordChecker breaches;

	private final PasswordEncoder encoder;

	Passwords(CompromisedPasswordChecker breaches, PasswordEncoder encoder) {
		this.breaches = breaches;
		this.encoder = encoder;
	}

	/**
	 * Checks a password that somebody wants to have.
	 * @param password as it was typed
	 * @param email the account's address, which is no password
	 * @return the password as it is hashed and compared
	 * @throws ApiException 400, with a sentence, when it cannot be had
	 */
	String checked(String password, String email) {
		String normal = normal(password);
		if (normal.codePointCount(0, normal.length()) < SHORTEST) {
			throw ApiException
				.badRequest("A password has at least %d characters: take a few words.".formatted(SHORTEST));
		}
		if (normal.equalsIgnoreCase(email.strip())) {
			throw ApiException.badRequest("The e-mail address cannot be the password.");
		}
		if (this.breaches.check(normal).isCompromised()) {
			throw ApiException
				.badRequest("This password was stolen from another site and is on public lists. Take another one.");
		}
		return normal;
	}

	/** Whether a password is the one that was hashed. */
	boolean matches(String password, String hash) {
		return this.encoder.matches(normal(password), hash);
	}

	/** One spelling for what looks the same, whichever keyboard typed it. */
	static String normal(String password) {
		return Normalizer.normalize(password, Normalizer.Form.NFKC);
	}

}
