package dev.switchboard.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class SignatureTests {

	/** HMAC-SHA256 of "Hi There" under twenty bytes 0x0b, RFC 4231, test case 1. */
	private static final String RFC_4231 = "sha256=b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7";

	private static final byte[] BODY = "Hi There".getBytes(StandardCharsets.UTF_8);

	private final Signature signature = new Signature(new MetaProperties("\u000b".repeat(20), "token"));

	@Test
	void acceptsTheSignatureThatTheStandardGives() {
		assertThatNoException().isThrownBy(() -> this.signature.verify(BODY, RFC_4231));
	}

	@Test
	void signsAsItVerifies() throws GeneralSecurityException {
		assertThat(this.signature.of(BODY)).isEqualTo(RFC_4231);
	}

	@Test
	void refusesAnotherBody() {
		assertRefused("Hi there".getBytes(StandardCharsets.UTF_8), RFC_4231, "signature wrong");
	}

	@Test
	void refusesAMissingSignature() {
		assertRefused(BODY, null, "signature missing");
	}

	@Test
	void refusesTwoSignaturesEvenWhenOneIsRight() {
		assertRefused(BODY, List.of(RFC_4231, RFC_4231), "signature given more than once");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "sha256=", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
			"sha1=b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
			"sha256=B0344C61D8DB38535CA8AFCEAF0BF12B881DC200C9833DA726E9376C2E32CFF7",
			"sha256=b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff",
			"sha256=b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff70",
			" sha256=b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7" })
	void refusesAMalformedSignature(String header) {
		assertRefused(BODY, header, "signature malformed");
	}

	private void assertRefused(byte[] body, Object header, String why) {
		assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> this.signature.verify(body, header))
			.withMessage(why);
	}

}
