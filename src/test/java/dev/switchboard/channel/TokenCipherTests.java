package dev.switchboard.channel;

import java.util.List;

import dev.switchboard.api.ApiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class TokenCipherTests {

	private static final String OLD = "b2xkLW9sZC1vbGQtb2xkLW9sZC1vbGQtb2xkLW9sZC0=";

	private static final String NEW = "bmV3LW5ldy1uZXctbmV3LW5ldy1uZXctbmV3LW5ldy0=";

	@Test
	void whatWasEncryptedCanBeDecrypted() {
		String text = cipher(NEW).encrypt("whatsapp:1", "EAAG-secret");

		assertThat(text).doesNotContain("EAAG");
		assertThat(cipher(NEW).decrypt("whatsapp:1", text)).isEqualTo("EAAG-secret");
		assertThat(cipher(NEW).encrypt("whatsapp:1", "EAAG-secret")).isNotEqualTo(text);
	}

	@Test
	void theOldKeyStillDecryptsAndTheNewOneEncrypts() {
		String text = cipher(OLD).encrypt("whatsapp:1", "EAAG-secret");
		TokenCipher both = cipher(NEW, OLD);

		assertThat(both.decrypt("whatsapp:1", text)).isEqualTo("EAAG-secret");
		assertThat(both.isOld(text)).isTrue();
		String again = both.encrypt("whatsapp:1", both.decrypt("whatsapp:1", text));
		assertThat(both.isOld(again)).isFalse();
		assertThat(cipher(NEW).decrypt("whatsapp:1", again)).isEqualTo("EAAG-secret");
	}

	@Test
	void withoutItsKeyItSaysWhatIsMissing() {
		String text = cipher(OLD).encrypt("whatsapp:1", "EAAG-secret");

		assertThatIllegalStateException().isThrownBy(() -> cipher(NEW).decrypt("whatsapp:1", text))
			.withMessageContaining("whatsapp:1")
			.withMessageContaining("SWITCHBOARD_ENCRYPTION_KEY");
	}

	@Test
	void whatBelongsToAnotherChannelIsOfNoUse() {
		String text = cipher(NEW).encrypt("whatsapp:1", "EAAG-secret");

		assertThatIllegalStateException().isThrownBy(() -> cipher(NEW).decrypt("whatsapp:2", text));
	}

	@Test
	void whatWasChangedIsRefused() {
		String text = cipher(NEW).encrypt("whatsapp:1", "EAAG-secret");
		char last = text.charAt(text.length() - 6);
		String changed = text.substring(0, text.length() - 6) + ((last == 'A') ? 'B' : 'A')
				+ text.substring(text.length() - 5);

		assertThatIllegalStateException().isThrownBy(() -> cipher(NEW).decrypt("whatsapp:1", changed));
	}

	@Test
	void withoutAnyKeyNothingIsStored() {
		assertThatExceptionOfType(ApiException.class).isThrownBy(() -> cipher("").encrypt("whatsapp:1", "EAAG-secret"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "short", "dG9vIHNob3J0", "not base64 at all, but as long as a key would be" })
	void whatIsNoKeyIsSaidAtTheStartWithoutShowingIt(String key) {
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> cipher(key))
			.withMessageContaining("openssl rand -base64 32")
			.withMessageNotContaining(key);
	}

	private static TokenCipher cipher(String... keys) {
		return new TokenCipher(new EncryptionProperties(List.of(keys)));
	}

}
