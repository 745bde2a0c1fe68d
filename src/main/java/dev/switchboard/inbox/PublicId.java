package dev.switchboard.inbox;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Keys of the graph as the API shows them. A key has slashes, colons and whatever else a
 * platform puts into its ids; in a path these would have to be escaped, and proxies
 * differ in what they make of that.
 */
public final class PublicId {

	private PublicId() {
	}

	/** The id that a key is shown as: letters, digits, hyphens and underscores. */
	public static String of(String key) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * The id of a message, whose key begins with its user: the user is who asks, and need
	 * not be in it.
	 */
	static String ofMessage(String key) {
		return of(key.substring(key.indexOf('/') + 1));
	}

	/** The key of a user's message that an id stands for, see {@link #key}. */
	static Optional<String> messageKey(String userId, String id) {
		return key(id).map((key) -> userId + "/" + key);
	}

	/** The key that an id stands for; empty when no key is shown like that. */
	static Optional<String> key(String id) {
		try {
			return Optional.of(new String(Base64.getUrlDecoder().decode(id), StandardCharsets.UTF_8));
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

}
