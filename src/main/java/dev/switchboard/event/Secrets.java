package dev.switchboard.event;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import org.apache.camel.Variable;

import org.springframework.stereotype.Component;

/**
 * Cuts out of a delivery what lets a reader act for a person or an account: tokens,
 * passwords, authorization codes, and the description of a call. It goes by the keys'
 * names, in the bytes and before the mapping reads them, so that neither an event nor a
 * held payload has a secret, whatever new field it came in.
 */
@Component("secrets")
public class Secrets {

	/**
	 * JSON without any of these has no secret. Nearly all deliveries are let through
	 * here.
	 */
	public static final List<String> SIGNS = List.of("token", "password", "secret", "authorization_code", "\"sip\"",
			"\"sdp\"");

	private static final String REDACTED = "[redacted";

	/** From this length on a token is random, and cannot be found from its digest. */
	private static final int RANDOM = 20;

	private static final int DIGEST_BYTES = 6;

	private static final Set<String> KEYS = Set.of("authorization_code", "sip", "sdp");

	/** These tell which form was answered and which link was followed. */
	private static final Set<String> HARMLESS = Set.of("flow_token", "tracking_token");

	private static final JsonFactory JSON = new JsonFactory();

	/**
	 * Reads the bytes of a delivery as UTF-8 and nothing else. JSON parsers guess UTF-16
	 * and UTF-32 from the first bytes and put question marks for malformed ones.
	 * @return the text of the delivery, without its secrets
	 * @throws CharacterCodingException when it is not well-formed UTF-8
	 */
	String textWithout(@Variable("delivery") byte[] delivery) throws CharacterCodingException {
		return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(cut(delivery))).toString();
	}

	/**
	 * Puts {@code "[redacted]"} in place of every secret. That of a long token has a
	 * digest, {@code "[redacted 0a1b2c3d4e5f]"}: some events of different people differ
	 * in nothing else, and would become one.
	 * @param delivery the bytes of a delivery; what is not JSON is read up to there
	 * @return the same bytes when there is no secret, otherwise others
	 */
	public byte[] cut(byte[] delivery) {
		// One char a byte, so that a place in the text is the place in the bytes.
		String text = new String(delivery, StandardCharsets.ISO_8859_1);
		if (SIGNS.stream().noneMatch(text::contains)) {
			return delivery;
		}
		StringBuilder kept = new StringBuilder(text.length());
		int from = 0;
		try (JsonParser parser = JSON.createParser(text)) {
			for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
				if (token == JsonToken.FIELD_NAME && isSecret(parser.currentName())) {
					JsonToken value = parser.nextToken();
					String secret = (value == JsonToken.VALUE_STRING) ? parser.getText() : "";
					if (!secret.startsWith(REDACTED)) {
						kept.append(text, from, (int) parser.currentTokenLocation().getCharOffset())
							.append('"')
							.append(instead(parser.currentName(), secret))
							.append('"');
						parser.skipChildren();
						parser.finishToken();
						from = (int) parser.currentLocation().getCharOffset();
					}
				}
			}
		}
		catch (IOException ex) {
			// It is held as unreadable, with what could be cut out of it.
		}
		return (from > 0) ? kept.append(text, from, text.length()).toString().getBytes(StandardCharsets.ISO_8859_1)
				: delivery;
	}

	private static String instead(String key, String secret) {
		if (!key.endsWith("token") || secret.length() < RANDOM) {
			return REDACTED + "]";
		}
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
			return REDACTED + " " + HexFormat.of().formatHex(digest, 0, DIGEST_BYTES) + "]";
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("This Java has no SHA-256. Use another one.", ex);
		}
	}

	private static boolean isSecret(String key) {
		return KEYS.contains(key) || key.contains("password") || key.contains("secret") || key.startsWith("tokenized_")
				|| (key.endsWith("token") && !HARMLESS.contains(key));
	}

}
