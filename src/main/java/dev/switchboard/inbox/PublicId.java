package dev.switchboard.inbox;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Keys of the graph as the API shows them. A key has slashes, colons and whatever else a
 * platform puts into its ids; in a path these would have to be escaped, and proxies
 * differ in what they make of that.
 */
final class PublicId {

	private PublicId() {
	}

	/** The id that a key is shown as: letters, digits, hyphens and underscores. */
	static String of(String key) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
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
