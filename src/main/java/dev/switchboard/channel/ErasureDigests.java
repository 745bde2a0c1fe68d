package dev.switchboard.channel;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.switchboard.cypher.CypherTemplate;
import dev.switchboard.cypher.GraphRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Digests of what was erased, by which it is known when it is delivered again. A phone
 * number has too few digits for a plain digest: all of them can be tried. These are keyed
 * (HMAC-SHA256) with random bytes that the graph holds only encrypted, so that the graph
 * alone does not tell whom they are of, and another encryption key leaves them as they
 * are.
 */
@Component
public class ErasureDigests {

	private static final Logger logger = LoggerFactory.getLogger(ErasureDigests.class);

	private static final String ALGORITHM = "HmacSHA256";

	private static final String NAME = "erasure";

	private static final int KEY_BYTES = 32;

	/**
	 * Tells them from the digests of before, which had no key; behind all of those in the
	 * index.
	 */
	private static final String PREFIX = "k:";

	/** How long a copy may not know that another one has made the key. */
	private static final Duration REMEMBERED = Duration.ofSeconds(60);

	/** One look at the graph for all that is erased together. */
	private static final Duration AT_ONCE = Duration.ofSeconds(1);

	private final CypherTemplate cypher;

	private final TokenCipher cipher;

	private final Cache<String, Optional<SecretKeySpec>> absent = Caffeine.newBuilder()
		.expireAfterWrite(REMEMBERED)
		.build();

	/**
	 * What is erased gets its digest with the key that the graph has at that moment:
	 * another copy recognises it by that one, also after the database was replaced by a
	 * back-up while this copy was running.
	 */
	private final Cache<String, Optional<SecretKeySpec>> present = Caffeine.newBuilder()
		.expireAfterWrite(AT_ONCE)
		.build();

	private volatile SecretKeySpec key;

	ErasureDigests(CypherTemplate cypher, TokenCipher cipher) {
		this.cypher = cypher;
		this.cipher = cipher;
	}

	/**
	 * The digest of something that is to be erased; makes the key if there is none.
	 * @param text what identifies it, such as the key of a message
	 * @return letters and digits
	 * @throws dev.switchboard.api.ApiException 503 when no encryption key is set
	 */
	public String of(String text) {
		return digest(present(), text);
	}

	/**
	 * The digest that something has if it was erased.
	 * @param text what identifies it
	 * @return empty when nothing was ever erased
	 */
	public Optional<String> ifAny(String text) {
		return key().map((loaded) -> digest(loaded, text));
	}

	private SecretKeySpec present() {
		return this.present.get(NAME, (name) -> load()).orElseGet(this::make);
	}

	private Optional<SecretKeySpec> key() {
		SecretKeySpec loaded = this.key;
		return (loaded != null) ? Optional.of(loaded) : this.absent.get(NAME, (name) -> load());
	}

	/**
	 * What a digest from before becomes, which had no key.
	 * @param plain the digest
	 * @return that of the same text
	 */
	public String keyed(String plain) {
		return sign(present(), plain);
	}

	// Over a name-based UUID, which is what the digests from before are.
	private static String digest(SecretKeySpec key, String text) {
		return sign(key, UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString());
	}

	private static String sign(SecretKeySpec key, String plain) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(key);
			return PREFIX + HexFormat.of().formatHex(mac.doFinal(plain.getBytes(StandardCharsets.UTF_8)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("every Java has " + ALGORITHM, ex);
		}
	}

	private Optional<SecretKeySpec> load() {
		List<GraphRecord> found = this.cypher.read("accounts/show-secret", Map.of("name", NAME));
		if (found.isEmpty()) {
			return Optional.empty();
		}
		String encrypted = found.getFirst().text("encrypted");
		try {
			String plain = this.cipher.decrypt(NAME, encrypted);
			if (this.cipher.isOld(encrypted)) {
				this.cypher.write("accounts/renew-secret", "name",
						List.of(Map.of("name", NAME, "old", encrypted, "encrypted", this.cipher.encrypt(NAME, plain))));
			}
			this.key = new SecretKeySpec(Base64.getDecoder().decode(plain), ALGORITHM);
			return Optional.of(this.key);
		}
		catch (IllegalStateException ex) {
			logger.error("what was erased is not recognised when it is delivered again: {}", ex.getMessage());
			return Optional.empty();
		}
	}

	// Of two copies that make it at the same time, the first one's counts.
	private SecretKeySpec make() {
		byte[] bytes = new byte[KEY_BYTES];
		new SecureRandom().nextBytes(bytes);
		this.cypher.write("accounts/keep-secret", "name", List.of(Map.of("name", NAME, "encrypted",
				this.cipher.encrypt(NAME, Base64.getEncoder().encodeToString(bytes)))));
		this.absent.invalidateAll();
		this.present.invalidateAll();
		return load().orElseThrow(() -> new IllegalStateException(
				"The key of the erasure digests is encrypted with a key that SWITCHBOARD_ENCRYPTION_KEY does not have."));
	}

}
