package dev.switchboard.meta;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.springframework.stereotype.Component;

/**
 * Reads what Meta signs for its callbacks: a signature and a payload, each as base64url,
 * with a dot between them.
 *
 * @see <a href=
 * "https://developers.facebook.com/docs/development/create-an-app/app-dashboard/data-deletion-callback">
 * Data deletion request callback</a>
 */
@Component
public class SignedRequest {

	private static final String ALGORITHM = "HmacSHA256";

	private final ObjectMapper json = new ObjectMapper();

	private final MetaApps apps;

	SignedRequest(MetaApps apps) {
		this.apps = apps;
	}

	/**
	 * Whom a request is about.
	 * @param signedRequest form field {@code signed_request}
	 * @return Meta's id of the person, for our app; empty when Meta did not sign it
	 */
	public Optional<String> person(String signedRequest) {
		String[] parts = signedRequest.split("\\.", -1);
		if (parts.length != 2 || !isSigned(parts[0], parts[1])) {
			return Optional.empty();
		}
		try {
			JsonNode payload = this.json.readTree(decode(parts[1]));
			return "HMAC-SHA256".equals(payload.path("algorithm").asText())
					? Optional.of(payload.path("user_id").asText()).filter((id) -> !id.isEmpty()) : Optional.empty();
		}
		catch (IOException | IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	private boolean isSigned(String signature, String payload) {
		byte[] given;
		try {
			given = decode(signature);
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
		boolean signed = false;
		for (String secret : secrets()) {
			signed |= MessageDigest.isEqual(given, sign(secret, payload));
		}
		return signed;
	}

	private List<String> secrets() {
		return this.apps.all()
			.stream()
			.flatMap((app) -> Stream.concat(app.secrets().stream(), app.instagramSecrets().stream()))
			.toList();
	}

	private static byte[] sign(String secret, String payload) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
			return mac.doFinal(payload.getBytes(StandardCharsets.US_ASCII));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("every Java has HMAC-SHA256", ex);
		}
	}

	private static byte[] decode(String base64) {
		return Base64.getUrlDecoder().decode(base64);
	}

}
