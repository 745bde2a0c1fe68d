package dev.switchboard.webhook;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

import dev.switchboard.meta.MetaApps;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.stereotype.Component;

/**
 * Checks {@code X-Hub-Signature-256}: {@code sha256=} and the HMAC-SHA256 of the body,
 * keyed with a secret of one of our apps, in lower-case hex. The bytes are those that
 * arrived: Meta signs its own spelling of the JSON.
 *
 * @see <a href=
 * "https://developers.facebook.com/docs/graph-api/webhooks/getting-started">Validating
 * payloads</a>
 */
@Component
public class Signature {

	/** The header that carries it. */
	public static final String HEADER = "X-Hub-Signature-256";

	private static final String PREFIX = "sha256=";

	private static final Pattern FORM = Pattern.compile(PREFIX + "[0-9a-f]{64}");

	private final List<SigningKey> keys;

	Signature(MetaApps apps, MeterRegistry meters) {
		this.keys = apps.all().stream().flatMap((app) -> SigningKey.of(app, meters)).toList();
	}

	/**
	 * Lets a delivery pass or throws.
	 * @param body the bytes as they arrived
	 * @param header a string; a list when the header came more than once
	 * @return id of the app that signed it
	 * @throws RefusedException when the signature is missing, malformed, doubled or wrong
	 */
	String verify(byte[] body, Object header) throws GeneralSecurityException {
		byte[] claimed = claimed(header);
		SigningKey signer = null;
		for (SigningKey key : this.keys) {
			// To the last key, or the time would tell which one it was.
			if (MessageDigest.isEqual(key.sign(body), claimed)) {
				signer = key;
			}
		}
		if (signer == null) {
			throw new RefusedException("signature wrong");
		}
		signer.count();
		return signer.app();
	}

	private static byte[] claimed(Object header) {
		if (header == null) {
			throw new RefusedException("signature missing");
		}
		if (header instanceof List) {
			throw new RefusedException("signature given more than once");
		}
		if (!(header instanceof String text) || !FORM.matcher(text).matches()) {
			throw new RefusedException("signature malformed");
		}
		return HexFormat.of().parseHex(text, PREFIX.length(), text.length());
	}

	/**
	 * Signs a body as Meta does, with the newest secret of the main app.
	 * @param body the bytes to send
	 * @return the header's value
	 */
	public String of(byte[] body) throws GeneralSecurityException {
		return PREFIX + HexFormat.of().formatHex(this.keys.getFirst().sign(body));
	}

}
