package dev.switchboard.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.switchboard.demo.Grant.Kind;
import dev.switchboard.meta.MetaApps;

import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Stand-in for {@code graph.facebook.com}: what gives tokens, and tells of them. */
@RestController
@Profile("demo")
@RequestMapping("/demo/meta/facebook/{version}")
class FakeOAuth {

	private static final Map<Kind, List<String>> SCOPES = Map.of(Kind.whatsapp,
			List.of("whatsapp_business_management", "whatsapp_business_messaging"), Kind.person,
			List.of("pages_show_list", "pages_messaging", "pages_manage_metadata", "instagram_basic",
					"instagram_manage_messages"),
			Kind.page, List.of("pages_messaging", "pages_manage_metadata", "instagram_manage_messages"), Kind.instagram,
			List.of());

	private final MetaApps apps;

	private final FakeTokens tokens;

	FakeOAuth(MetaApps apps, FakeTokens tokens) {
		this.apps = apps;
		this.tokens = tokens;
	}

	@PostMapping("/oauth/access_token")
	Map<String, Object> token(@RequestParam("client_id") String app, @RequestParam("client_secret") String secret,
			@RequestParam(required = false) String code,
			@RequestParam(name = "fb_exchange_token", required = false) String shortLived) {
		if (!app.equals(this.apps.main().id()) || !this.apps.main().secrets().contains(secret)) {
			throw FakeFault.of(101, "Error validating client secret.");
		}
		Grant grant = (code != null)
				? this.tokens.redeem(code)
					.orElseThrow(() -> FakeFault.of(36007, "This authorization code has been used or has expired."))
				: this.tokens.grant(Objects.requireNonNullElse(shortLived, "")).orElseThrow(FakeFault::token);
		return Map.of("access_token", this.tokens.token(grant), "token_type", "bearer");
	}

	@GetMapping("/debug_token")
	Map<String, Object> inspect(@RequestParam("input_token") String token,
			@RequestHeader(HttpHeaders.AUTHORIZATION) String app) {
		if (!app.equals("Bearer %s|%s".formatted(this.apps.main().id(), this.apps.main().secrets().getFirst()))) {
			throw FakeFault.token();
		}
		return this.tokens.grant(token).map((grant) -> {
			Map<String, Object> data = new LinkedHashMap<>();
			data.put("app_id", this.apps.main().id());
			data.put("is_valid", true);
			data.put("expires_at", 0);
			data.put("user_id", grant.person());
			data.put("scopes", SCOPES.get(grant.kind()));
			data.put("granular_scopes",
					(grant.kind() != Kind.whatsapp) ? List.of()
							: SCOPES.get(Kind.whatsapp)
								.stream()
								.map((scope) -> Map.of("scope", scope, "target_ids", List.of(grant.ids().getFirst())))
								.toList());
			return Map.<String, Object>of("data", data);
		}).orElse(Map.of("data", Map.of("is_valid", false)));
	}

}
