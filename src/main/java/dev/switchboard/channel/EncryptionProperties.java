package dev.switchboard.channel;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How access tokens are encrypted.
 *
 * @param keys 32 random bytes each, as base64; the first one encrypts, all decrypt
 */
@ConfigurationProperties("switchboard.encryption")
record EncryptionProperties(@DefaultValue List<String> keys) {

	/** Without what is secret. */
	@Override
	public String toString() {
		return "%d keys".formatted(this.keys.size());
	}

}
