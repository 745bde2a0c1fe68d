package dev.switchboard.demo;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.switchboard.webhook.Signature;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Codes and tokens of the stand-in for Meta. They say themselves what they are for, and
 * are signed, so that a token is still good after a restart. A code is good once, for ten
 * minutes.
 */
@Component
@Profile("demo")
class FakeTokens {

	private static final String TOKEN = "EAADEMO";

	private static final String CODE = "AQDEMO";

	private static final Duration VALID = Duration.ofMinutes(10);

	private static final int RANDOM_BYTES = 9;

	private final Signature signature;

	private final Clock clock;

	private final SecureRandom random = new SecureRandom();

	private final Cache<String, Boolean> used = Caffeine.newBuilder().expireAfterWrite(VALID).build();

	FakeTokens(Signature signature, Clock clock) {
		this.signature = signature;
		this.clock = clock;
	}

	String token(Grant grant) {
		return issue(TOKEN, grant);
	}

	String code(Grant grant) {
		return issue(CODE, grant);
	}

	/** What a token is for; empty when it is none of ours. */
	Optional<Grant> grant(String token) {
		return parts(TOKEN, token).map(FakeTokens::grant);
	}

	/** What a code was given for; empty when it is none of ours, used or too old. */
	Optional<Grant> redeem(String code) {
		return parts(CODE, code)
			.filter((parts) -> Long.parseLong(parts[3]) > this.clock.millis() - VALID.toMillis()
					&& this.used.asMap().putIfAbsent(code, true) == null)
			.map(FakeTokens::grant);
	}

	private String issue(String prefix, Grant grant) {
		byte[] bytes = new byte[RANDOM_BYTES];
		this.random.nextBytes(bytes);
		byte[] text = String
			.join("|", grant.kind().name(), grant.person(), String.join(",", grant.ids()),
					Long.toString(this.clock.millis()), HexFormat.of().formatHex(bytes))
			.getBytes(StandardCharsets.UTF_8);
		return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(text) + "." + sign(prefix, text);
	}

	private Optional<String[]> parts(String prefix, String issued) {
		int dot = issued.indexOf('.');
		if (!issued.startsWith(prefix) || dot < 0) {
			return Optional.empty();
		}
		try {
			byte[] text = Base64.getUrlDecoder().decode(issued.substring(prefix.length(), dot));
			return MessageDigest.isEqual(sign(prefix, text).getBytes(StandardCharsets.UTF_8),
					issued.substring(dot + 1).getBytes(StandardCharsets.UTF_8))
							? Optional.of(new String(text, StandardCharsets.UTF_8).split("\\|")) : Optional.empty();
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	private static Grant grant(String[] parts) {
		return new Grant(Grant.Kind.valueOf(parts[0]), parts[1], List.of(parts[2].split(",")));
	}

	private String sign(String prefix, byte[] text) {
		try {
			byte[] signed = (prefix + new String(text, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
			return this.signature.of(signed).substring("sha256=".length());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
