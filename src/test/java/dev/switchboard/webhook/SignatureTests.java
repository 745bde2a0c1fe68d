package dev.switchboard.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.stream.IntStream;

import dev.switchboard.Platform;
import dev.switchboard.meta.MetaApp;
import dev.switchboard.meta.MetaApps;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class SignatureTests {

	/** HMAC-SHA256 of the body under "Jefe", RFC 4231, test case 2. */
	private static final String RFC_4231 = "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";

	private static final byte[] BODY = "what do ya want for nothing?".getBytes(StandardCharsets.UTF_8);

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final Signature signature = signature(new MetaApp("1", List.of("Jefe", "his old one"), "token", null, null),
			new MetaApp("2", List.of("another"), "token", "3", List.of("on Instagram", "old on Instagram")));

	@Test
	void acceptsTheSignatureThatTheStandardGives() {
		assertThatNoException().isThrownBy(() -> this.signature.verify(BODY, RFC_4231));
	}

	@Test
	void signsAsItVerifies() throws GeneralSecurityException {
		assertThat(this.signature.of(BODY)).isEqualTo(RFC_4231);
	}

	@ParameterizedTest
	@CsvSource({ "Jefe, 1, current", "his old one, 1, previous", "another, 2, current", "on Instagram, 2, instagram",
			"old on Instagram, 2, instagram-previous" })
	void tellsWhichAppSignedAndCountsBySecret(String secret, String app, String kind) throws GeneralSecurityException {
		assertThat(this.signature.verify(BODY, Platform.sign(secret, BODY))).isEqualTo(app);

		assertThat(this.meters.get("switchboard.signatures").counters()).hasSize(5)
			.filteredOn((counter) -> counter.count() > 0)
			.singleElement()
			.satisfies((counter) -> assertThat(counter.count()).isOne())
			.satisfies((counter) -> assertThat(counter.getId().getTag("app")).isEqualTo(app))
			.satisfies((counter) -> assertThat(counter.getId().getTag("secret")).isEqualTo(kind));
	}

	@Test
	void refusesASecretThatWasTakenAway() {
		Signature rotated = signature(new MetaApp("1", List.of("new"), "token", null, null));

		assertRefused(rotated, BODY, RFC_4231, "signature wrong");
	}

	@Test
	void takesTheSameTimeWhicheverSecretSigned() throws GeneralSecurityException {
		List<String> secrets = IntStream.range(0, 40).mapToObj((number) -> "secret " + number).toList();
		Signature many = signature(new MetaApp("1", secrets, "token", null, null));
		String first = Platform.sign(secrets.getFirst(), BODY);
		String last = Platform.sign(secrets.getLast(), BODY);
		long ofFirst = Long.MAX_VALUE;
		long ofLast = Long.MAX_VALUE;
		// The shortest of several, taken in turns: the machine does other things too.
		for (int round = 0; round < 20; round++) {
			ofFirst = Math.min(ofFirst, timeOf(many, first));
			ofLast = Math.min(ofLast, timeOf(many, last));
		}

		assertThat((double) ofFirst / ofLast).isBetween(0.25, 4.0);
	}

	private static long timeOf(Signature signature, String header) throws GeneralSecurityException {
		long start = System.nanoTime();
		for (int i = 0; i < 50; i++) {
			signature.verify(BODY, header);
		}
		return System.nanoTime() - start;
	}

	@Test
	void refusesAnotherBody() {
		assertRefused("What do ya want for nothing?".getBytes(StandardCharsets.UTF_8), RFC_4231, "signature wrong");
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
	@ValueSource(strings = { "", "sha256=", "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
			"sha1=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
			"sha256=5BDCC146BF60754E6A042426089575C75A003F089D2739839DEC58B964EC3843",
			"sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec384",
			"sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec38430",
			" sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843" })
	void refusesAMalformedSignature(String header) {
		assertRefused(BODY, header, "signature malformed");
	}

	private void assertRefused(byte[] body, Object header, String why) {
		assertRefused(this.signature, body, header, why);
	}

	private static void assertRefused(Signature signature, byte[] body, Object header, String why) {
		assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> signature.verify(body, header))
			.withMessage(why);
	}

	private Signature signature(MetaApp... apps) {
		return new Signature(new MetaApps(List.of(apps)), this.meters);
	}

}
