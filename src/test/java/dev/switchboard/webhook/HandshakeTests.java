package dev.switchboard.webhook;

import java.util.List;

import dev.switchboard.meta.MetaApp;
import dev.switchboard.meta.MetaApps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class HandshakeTests {

	private final Handshake handshake = new Handshake(
			new MetaApps(List.of(new MetaApp("1", List.of("secret"), "our-token", null, null),
					new MetaApp("2", List.of("other secret"), "our-other-token", null, null))));

	@ParameterizedTest
	@ValueSource(strings = { "our-token", "our-other-token" })
	void givesTheChallengeBackToEachOfOurApps(String token) {
		assertThat(this.handshake.answer("subscribe", token, "1158201444")).isEqualTo("1158201444");
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
