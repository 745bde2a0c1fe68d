package dev.switchboard.webhook;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class HandshakeTests {

	private final Handshake handshake = new Handshake(new MetaProperties("secret", "our-token"));

	@Test
	void givesTheChallengeBack() {
		assertThat(this.handshake.answer("subscribe", "our-token", "1158201444")).isEqualTo("1158201444");
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "our-toke", "our-token ", "OUR-TOKEN" })
	void refusesAnotherToken(String token) {
		assertRefused("subscribe", token, "1");
	}

	@Test
	void refusesATokenGivenTwice() {
		assertRefused("subscribe", List.of("our-token", "our-token"), "1");
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "unsubscribe" })
	void refusesAnotherMode(String mode) {
		assertRefused(mode, "our-token", "1");
	}

	@Test
	void refusesAMissingEmptyOrHugeChallenge() {
		assertRefused("subscribe", "our-token", null);
		assertRefused("subscribe", "our-token", "");
		assertRefused("subscribe", "our-token", "1".repeat(257));
		assertRefused("subscribe", "our-token", List.of("1", "2"));
	}

	private void assertRefused(Object mode, Object token, Object challenge) {
		assertThatExceptionOfType(RefusedException.class)
			.isThrownBy(() -> this.handshake.answer(mode, token, challenge))
			.withMessageNotContaining("our-token");
	}

}
