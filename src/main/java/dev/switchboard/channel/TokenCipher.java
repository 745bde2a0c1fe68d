package dev.switchboard.channel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

import javax.crypto.spec.SecretKeySpec;

import dev.switchboard.api.ApiException;

import org.springframework.http.HttpStatus;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor;
import org.springframework.security.crypto.encrypt.BytesEncryptor;
import org.springframework.security.crypto.keygen.KeyGenerators;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * Encrypts access tokens, and secrets of the application, with AES-256-GCM before they
 * are stored. Each text names its key, so that keys can be replaced one by one, and whose
 * it is, so that it is of no use in another place.
 */
@Component
public class TokenCipher {

	private static final int KEY_BYTES = 32;

	private static final int IV_BYTES = 16;

	private static final int NAME_BYTES = 4;

	private static final char BEHIND_NAME = ':';

	private static final char BEHIND_OWNER = '\n';

	/** By the name of their keys, the newest first. */
	private final Map<String, BytesEncryptor> encryptors = new LinkedHashMap<>();

	TokenCipher(EncryptionProperties properties) {
		for (String key : properties.keys()) {
			if (StringUtils.hasText(key)) {
				byte[] bytes = decoded(key.strip());
				this.encryptors.put(name(bytes), new AesBytesEncryptor(new SecretKeySpec(bytes, "AES"),
						KeyGenerators.secureRandom(IV_BYTES), AesBytesEncryptor.CipherAlgorithm.GCM));
			}
		}
	}

	/** Whether there is a key to encrypt with. */
	public boolean hasKey() {
		return !this.encryptors.isEmpty();
	}

	/**
	 * Encrypts a token.
	 * @param owner what it belongs to, such as a channel's key
	 * @param token the secret
	 * @return a text that {@link #decrypt} reads
	 * @throws ApiException 503 when there is no key
	 */
	public String encrypt(String owner, String token) {
		Map.Entry<String, BytesEncryptor> newest = this.encryptors.entrySet()
			.stream()
			.findFirst()
			.orElseThrow(() -> new ApiException(HttpStatus.SERVICE_UNAVAILABLE,
					"This is not possible here yet: the operator has to set SWITCHBOARD_ENCRYPTION_KEY."));
		byte[] text = (owner + BEHIND_OWNER + token).getBytes(StandardCharsets.UTF_8);
		return newest.getKey() + BEHIND_NAME + Base64.getEncoder().encodeToString(newest.getValue().encrypt(text));
	}

	/**
	 * Decrypts a token.
	 * @param owner what it belongs to
	 * @param text what {@link #encrypt} gave
	 * @return the secret
	 * @throws IllegalStateException when its key is not there any more, or it belongs to
	 * something else
	 */
	public String decrypt(String owner, String text) {
		int end = text.indexOf(BEHIND_NAME);
		BytesEncryptor encryptor = this.encryptors.get(text.substring(0, Math.max(end, 0)));
		if (encryptor == null) {
			throw new IllegalStateException(
					"The secret of %s is encrypted with a key that SWITCHBOARD_ENCRYPTION_KEY does not have."
						.formatted(owner));
		}
		String plain = new String(encryptor.decrypt(Base64.getDecoder().decode(text.substring(end + 1))),
				StandardCharsets.UTF_8);
		if (!plain.startsWith(owner + BEHIND_OWNER)) {
			throw new IllegalStateException("The secret of %s belongs to something else.".formatted(owner));
		}
		return plain.substring(owner.length() + 1);
	}

	/**
	 * Whether a text should be encrypted again, because there is a newer key.
	 * @param text what {@link #encrypt} gave
	 * @return false also when there is no key at all
	 */
	public boolean isOld(String text) {
		return !this.encryptors.isEmpty() && !text.startsWith(this.encryptors.keySet().iterator().next() + BEHIND_NAME);
	}

	private static byte[] decoded(String key) {
		try {
			byte[] bytes = Base64.getDecoder().decode(key);
			if (bytes.length == KEY_BYTES) {
				return bytes;
			}
		}
		catch (IllegalArgumentException ex) {
			// said below, without the key
		}
		throw new IllegalArgumentException("A key of SWITCHBOARD_ENCRYPTION_KEY (switchboard.encryption.keys) is not"
				+ " %d bytes as base64. Make one with: openssl rand -base64 %d".formatted(KEY_BYTES, KEY_BYTES));
	}

	private static String name(byte[] key) {
		try {
			return HexFormat.of()
				.formatHex(Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(key), NAME_BYTES));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java has SHA-256", ex);
		}
	}

}
