package dev.switchboard.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.switchboard.meta.MetaApp;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** One secret of an app, and how many deliveries it has signed. */
final class SigningKey {

	private static final String ALGORITHM = "HmacSHA256";

	private final String app;

	private final SecretKeySpec key;

	private final Counter signatures;

	private SigningKey(String app, String secret, Counter signatures) {
		this.app = app;
		this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
		this.signatures = signatures;
	}

	/**
	 * The keys of an app, its newest secret first.
	 * @param app the app
	 * @param meters where to count; a key that has signed nothing is there with 0
	 */
	static Stream<SigningKey> of(MetaApp app, MeterRegistry meters) {
		return Stream.concat(of(app, app.secrets(), "current", "previous", meters),
				of(app, app.instagramSecrets(), "instagram", "instagram-previous", meters));
	}

	private static Stream<SigningKey> of(MetaApp app, List<String> secrets, String newest, String others,
			MeterRegistry meters) {
		return IntStream.range(0, secrets.size())
			.mapToObj((index) -> new SigningKey(app.id(), secrets.get(index),
					Counter.builder("switchboard.signatures")
						.description("Deliveries that a secret has signed")
						.tag("app", app.id())
						.tag("secret", (index == 0) ? newest : others)
						.register(meters)));
	}

	byte[] sign(byte[] body) throws GeneralSecurityException {
		Mac mac = Mac.getInstance(ALGORITHM);
		mac.init(this.key);
		return mac.doFinal(body);
	}

	/** Counts a delivery that this key has signed. */
	void count() {
		this.signatures.increment();
	}

	/** Id of the app whose secret it is. */
	String app() {
		return this.app;
	}

}
