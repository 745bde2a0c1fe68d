package dev.switchboard.demo;

import java.util.List;
import java.util.Map;

import dev.switchboard.demo.Grant.Kind;
import dev.switchboard.meta.MetaApp;
import dev.switchboard.meta.MetaApps;

import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Stand-in for {@code graph.instagram.com} and {@code api.instagram.com}, as far as they
 * are called here.
 */
@RestController
@Profile("demo")
@RequestMapping("/demo/meta")
class FakeInstagram {

	private static final long SIXTY_DAYS = 5_184_000;

	private final MetaApps apps;

	private final FakeTokens tokens;

	FakeInstagram(MetaApps apps, FakeTokens tokens) {
		this.apps = apps;
		this.tokens = tokens;
	}

	@PostMapping("/instagram-login/oauth/access_token")
	Map<String, Object> token(@RequestParam("client_id") String app, @RequestParam("client_secret") String secret,
			@RequestParam String code) {
		MetaApp main = this.apps.main();
		if (!app.equals(main.instagramId()) || !main.instagramSecrets().contains(secret)) {
			throw FakeFault.of(101, "Error validating client secret.");
		}
		Grant grant = this.tokens.redeem(code)
			.orElseThrow(() -> FakeFault.of(36007, "This authorization code has been used or has expired."));
		return Map.of("data", List.of(Map.of("access_token", this.tokens.token(grant), "user_id",
				grant.ids().getFirst(), "permissions", "instagram_business_basic")));
	}

	@GetMapping({ "/instagram/access_token", "/instagram/refresh_access_token" })
	Map<String, Object> lasting(@RequestParam("access_token") String token) {
		return Map.of("access_token", this.tokens.token(grant(token)), "token_type", "bearer", "expires_in",
				SIXTY_DAYS);
	}

	@GetMapping("/instagram/{version}/me")
	Map<String, Object> me(@RequestHeader(HttpHeaders.AUTHORIZATION) String authorization) {
		Grant grant = grant(authorization.substring("Bearer ".length()));
		String id = grant.ids().getFirst();
		return Map.of("user_id", id, "username", FakeAccounts.username(id), "id", grant.person());
	}

	@RequestMapping(path = "/instagram/{version}/{id}/subscribed_apps",
			method = { RequestMethod.POST, RequestMethod.DELETE })
	Map<String, Object> subscribe(@PathVariable String id,
			@RequestHeader(HttpHeaders.AUTHORIZATION) String authorization) {
		require(authorization, id);
		return Map.of("success", true);
	}

	@GetMapping("/instagram/{version}/{id}/subscribed_apps")
	Map<String, Object> subscriptions(@PathVariable String id,
			@RequestHeader(HttpHeaders.AUTHORIZATION) String authorization) {
		require(authorization, id);
		return Map.of("data", List.of(Map.of("id", this.apps.main().instagramId())));
	}

	private void require(String authorization, String id) {
		if (!grant(authorization.substring("Bearer ".length())).ids().contains(id)) {
			throw FakeFault.of(10, "Application does not have permission for this action.");
		}
	}

	private Grant grant(String token) {
		return this.tokens.grant(token).filter((grant) -> grant.kind() == Kind.instagram).orElseThrow(FakeFault::token);
	}

}
