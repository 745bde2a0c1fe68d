package dev.switchboard.demo;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.switchboard.channel.TokenCipher;
import dev.switchboard.cypher.CypherTemplate;
import dev.switchboard.cypher.GraphRecord;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Bob's password: random, another one in each database, and the same at each start. The
 * database has it encrypted.
 */
@Component
@Profile("demo")
class DemoPassword {

	private static final String NAME = "demo";

	private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

	private static final int GROUPS = 5;

	private static final int GROUP = 4;

	private final CypherTemplate cypher;

	private final TokenCipher cipher;

	private final SecureRandom random = new SecureRandom();

	DemoPassword(CypherTemplate cypher, TokenCipher cipher) {
		this.cypher = cypher;
		this.cipher = cipher;
	}

	/** The password; made at the first call. */
	String text() {
		List<GraphRecord> found = this.cypher.read("accounts/show-secret", Map.of("name", NAME));
		if (found.isEmpty()) {
			this.cypher.write("accounts/keep-secret", "name",
					List.of(Map.of("name", NAME, "encrypted", this.cipher.encrypt(NAME, make()))));
			return text();
		}
		String encrypted = found.getFirst().text("encrypted");
		try {
			return this.cipher.decrypt(NAME, encrypted);
		}
		catch (IllegalStateException ex) {
			// The key has been changed: another password is as good.
			this.cypher.write("accounts/renew-secret", "name",
					List.of(Map.of("name", NAME, "old", encrypted, "encrypted", this.cipher.encrypt(NAME, make()))));
			return text();
		}
	}

	private String make() {
		return IntStream.range(0, GROUPS)
			.mapToObj((group) -> this.random.ints(GROUP, 0, LETTERS.length())
				.mapToObj((at) -> LETTERS.substring(at, at + 1))
				.collect(Collectors.joining()))
			.collect(Collectors.joining("-"));
	}

}
