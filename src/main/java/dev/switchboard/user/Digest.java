package dev.switchboard.user;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * How secrets that are random and long, session ids and API tokens, are stored, so that a
 * reader of the database cannot use them. Passwords are neither and need a slow hash.
 */
final class Digest {

	private Digest() {
	}

	/** SHA-256, in hexadecimal digits. */
	static String of(String secret) {
		try {
			return HexFormat.of()
				.formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java has SHA-256", ex);
		}
	}

}
