package dev.switchboard.user;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.switchboard.cypher.CypherTemplate;

import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.core.DefaultOAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;
import org.springframework.stereotype.Service;

/**
 * Tokens by which programs act for a user. A token is shown once; the graph has a digest
 * of it.
 */
@Service
class ApiTokens implements OpaqueTokenIntrospector {

	/** Makes a token that leaked into code or a log easy to find. */
	static final String PREFIX = "swb_";

	private static final int BYTES = 32;

	private final CypherTemplate cypher;

	private final SecureRandom random = new SecureRandom();

	ApiTokens(CypherTemplate cypher) {
		this.cypher = cypher;
	}

	/**
	 * Makes a token.
	 * @param userId for whom it acts
	 * @param name what it is for
	 * @return the only copy of it
	 */
	Issued issue(String userId, String name) {
		byte[] secret = new byte[BYTES];
		this.random.nextBytes(secret);
		String token = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
		String id = UUID.randomUUID().toString();
		this.cypher.write("accounts/issue-token", "id",
				List.of(Map.of("id", id, "userId", userId, "digest", Digest.of(token), "name", name.strip())));
		return new Issued(id, name.strip(), token);
	}

	@Override
	public OAuth2AuthenticatedPrincipal introspect(String token) {
		return this.cypher.read("accounts/find-token", Map.of("digest", Digest.of(token)))
			.stream()
			.findAny()
			.map((found) -> new DefaultOAuth2AuthenticatedPrincipal(found.text("userId"),
					Map.of("token", found.get("id")), AuthorityUtils.NO_AUTHORITIES))
			.orElseThrow(() -> new BadOpaqueTokenException("There is no such token."));
	}

	/**
	 * A new token.
	 *
	 * @param id by which it can be revoked
	 * @param name what it is for
	 * @param token the secret
	 */
	record Issued(String id, String name, String token) {
	}

}
