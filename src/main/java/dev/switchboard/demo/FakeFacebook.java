package dev.switchboard.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.switchboard.demo.Grant.Kind;
import dev.switchboard.meta.MetaApps;

import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Stand-in for {@code graph.facebook.com}, as far as it is called here. */
@RestController
@Profile("demo")
@RequestMapping("/demo/meta/facebook/{version}")
class FakeFacebook {

	/** The PIN that is always wrong, to see what happens then. */
	private static final String WRONG_PIN = "000000";

	private static final Map<Kind, List<String>> SCOPES = Map.of(Kind.whatsapp,
			List.of("whatsapp_business_management", "whatsapp_business_messaging"), Kind.person,
			List.of("pages_show_list", "pages_messaging", "pages_manage_metadata", "instagram_basic",
					"instagram_manage_messages"),
			Kind.page, List.of("pages_messaging", "pages_manage_metadata", "instagram_manage_messages"), Kind.instagram,
			List.of());

	private final MetaApps apps;

	private final FakeTokens tokens;

	private final Set<String> registered = ConcurrentHashMap.newKeySet();

	FakeFacebook(MetaApps apps, FakeTokens tokens) {
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

	@GetMapping("/{account}/phone_numbers")
	Map<String, Object> numbers(@PathVariable String account,
			@RequestHeader(HttpHeaders.AUTHORIZATION) String authorization) {
		List<String> ids = require(authorization, account).ids();
		List<Map<String, Object>> numbers = new ArrayList<>();
		for (String id : ids.subList(1, ids.size())) {
			numbers.add(Map.of("id", id, "display_phone_number", FakeNumbers.display(id), "verified_name",
					FakeNumbers.name(id), "platform_type",
					(FakeNumbers.isNew(id) && !this.registered.contains(id)) ? "NOT_APPLICABLE" : "CLOUD_API"));
		}
		return Map.of("data", numbers);
	}

	@PostMapping("/{number}/register")
	Map<String, Object> register(@PathVariable String number, @RequestParam String pin,
			@RequestHeader(HttpHeaders.AUTHORIZATION) String authorization) {
		require(authorization, number);
		if (pin.equals(WRONG_PIN)) {
			throw FakeFault.of(133005, "Two-step verification PIN mismatch.");
		}
		this.registered.add(number);
		return Map.of("success", true);
	}

	@GetMapping("/me/accounts")
	Map<String, Object> pages(@RequestHeader(HttpHeaders.AUTHORIZATION) String authorization) {
		Grant grant = grant(authorization);
		if (grant.kind() != Kind.person) {
			throw FakeFault.of(100, "Tried accessing nonexisting field (accounts).");
		}
		return Map.of("data", grant.ids().stream().map((id) -> page(id, true)).toList());
	}

	@GetMapping("/{page:\\d+}")
	Map<String, Object> page(@PathVariable String page,
			@RequestHeader(HttpHeaders.AUTHORIZATION) String authorization) {
		Grant grant = require(authorization, page);
		Map<String, Object> shown = page(page, grant.kind() == Kind.person);
		if (grant.kind() == Kind.person) {
			shown.put("access_token", this.tokens.token(new Grant(Kind.page, grant.person(), List.of(page))));
		}
		return shown;
	}

	private static Map<String, Object> page(String id, boolean withTasks) {
		Map<String, Object> page = new LinkedHashMap<>();
		page.put("id", id);
		page.put("name", FakeNumbers.page(id));
		if (withTasks) {
			page.put("tasks",
					FakeNumbers.isManaged(id) ? List.of("MODERATE", "MESSAGING", "ANALYZE") : List.of("ANALYZE"));
		}
		if (FakeNumbers.isManaged(id)) {
			page.put("instagram_business_account",
					Map.of("id", FakeNumbers.instagram(id), "username", FakeNumbers.username(id)));
		}
		return page;
	}

	@PostMapping("/{id}/subscribed_apps")
	Map<String, Object> subscribe(@PathVariable String id,
			@RequestHeader(HttpHeaders.AUTHORIZATION) String authorization) {
		require(authorization, id);
		return Map.of("success", true);
	}

	@GetMapping("/{id}/subscribed_apps")
	Map<String, Object> subscriptions(@PathVariable String id,
			@RequestHeader(HttpHeaders.AUTHORIZATION) String authorization) {
		Map<String, String> app = Map.of("id", this.apps.main().id(), "name", "Switchboard");
		return Map.of("data", List.of((require(authorization, id).kind() == Kind.whatsapp)
				? Map.of("whatsapp_business_api_data", app) : app));
	}

	@DeleteMapping("/{id}/subscribed_apps")
	Map<String, Object> unsubscribe(@PathVariable String id,
			@RequestHeader(HttpHeaders.AUTHORIZATION) String authorization) {
		require(authorization, id);
		return Map.of("success", true);
	}

	private Grant require(String authorization, String id) {
		Grant grant = grant(authorization);
		if (!grant.ids().contains(id)) {
			throw FakeFault.of(10, "Application does not have permission for this action.");
		}
		return grant;
	}

	private Grant grant(String authorization) {
		return this.tokens.grant(authorization.substring("Bearer ".length())).orElseThrow(FakeFault::token);
	}

}
