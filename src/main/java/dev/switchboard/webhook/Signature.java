package dev.switchboard.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.apache.camel.Body;
import org.apache.camel.Header;

import org.springframework.stereotype.Component;

/**
 * Checks {@code X-Hub-Signature-256}: {@code sha256=} and the HMAC-SHA256 of the body,
 * keyed with the app secret, in lower-case hex. The bytes are those that arrived: Meta
 * signs its own spelling of the JSON.
 *
 * @see <a href=
 * "https://developers.facebook.com/docs/graph-api/webhooks/getting-started">Validating
 * payloads</a>
 */
@Component("signature")
public class Signature {

	/** The header that carries it. */
	public static final String HEADER = "X-Hub-Signature-256";

	private static final String ALGORITHM = "HmacSHA256";

	private static final String PREFIX = "sha256=";

	private static final Pattern FORM = Pattern.compile(PREFIX + "[0-9a-f]{64}");

	private final SecretKeySpec key;

	Signature(MetaProperties meta) {
		this.key = new SecretKeySpec(meta.appSecret().getBytes(StandardCharsets.UTF_8), ALGORITHM);
	}

	/**
	 * Lets a delivery pass or throws.
	 * @param body the bytes as they arrived
	 * @param header a string; a list when the header came more than once
	 * @throws RefusedException when the signature is missing, malformed, doubled or wrong
	 */
	void verify(@Body byte[] body, @Header(HEADER) Object header) throws GeneralSecurityException {
		if (header == null) {
			throw new RefusedException("signature missing");
		}
		if (header instanceof List) {
			throw new RefusedException("signature given more than once");
		}
		if (!(header instanceof String text) || !FORM.matcher(text).matches()) {
			throw new RefusedException("signature malformed");
		}
		byte[] claimed = text.getBytes(StandardCharsets.US_ASCII);
		if (!MessageDigest.isEqual(of(body).getBytes(StandardCharsets.US_ASCII), claimed)) {
			throw new RefusedException("signature wrong");
		}
	}

	/**
	 * Signs a body as Meta does.
	 * @param body the bytes to send
	 * @return the header's value
	 */
	public String of(byte[] body) throws GeneralSecurityException {
		Mac mac = Mac.getInstance(ALGORITHM);
		mac.init(this.key);
		return PREFIX + HexFormat.of().formatHex(mac.doFinal(body));
	}

}
